/** How a member is told apart at a glance: colour, letter, and the tag that the server puts on look-alikes. */

/** Steps around the colour wheel: neighbours must still be told apart. */
const HUES = 18;

/** A hue in degrees, always the same for a member. */
export function hueOf(memberId: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < memberId.length; index++)
    hash = Math.imul(hash ^ memberId.charCodeAt(index), 16_777_619) >>> 0;
  return (hash % HUES) * (360 / HUES);
}

/** The letter on a member's tile: the first character as people count them. */
export function initialOf(name: string): string {
  // An id may begin with a sign.
  const plain = name.replace(/^guest-[_-]*/, '');
  // Where nothing can be joined to the first, no rules are needed: to load them takes a phone a frame.
  const first = /^[!-~](?=[ -~]|$)/.exec(plain)?.[0] ?? firstOf(plain);
  return first.toLocaleUpperCase();
}

function firstOf(text: string): string {
  const [first] = new Intl.Segmenter().segment(text);
  return first?.segment ?? '';
}

/** A name and the mark behind it by which the server tells look-alikes apart, '' as a rule. */
export function splitName(name: string): { plain: string; tag: string } {
  const at = name.lastIndexOf('·');
  return at > 0 ? { plain: name.slice(0, at), tag: name.slice(at + 1) } : { plain: name, tag: '' };
}
