/** Finds the person that a command names. */

import { foldText } from '../../../protocol/fold.ts';
import type { Person } from '../../../protocol/members.ts';
import { boundMarks } from '../../../protocol/text.ts';
import { splitName } from '../../state/member-appearance.ts';
import { authorsIn, peopleIn } from '../../state/people.ts';
import type { Room } from '../../state/room.ts';
import { matching } from '../../text/matching.ts';
import { isSpelled } from '../../text/spelling.ts';
import { common } from '../../words/common.first.ts';
import { words } from './words.ts';

/**
 * The name that `text` means, with or without `@`, in the form that names have in a room. Guests can be named as the
 * page shows them.
 */
export function nameIn(text: string): string {
  const name = boundMarks(text.replace(/^[@＠]/, '').trim()).normalize();
  const { guest } = common.peek();
  return name.startsWith(guest) ? `guest-${name.slice(guest.length)}` : name;
}

/**
 * Finds one person by their name, with or without `@`, or by the beginning of the name if it is unique. Members who are
 * present come before people who wrote recently.
 * @param orSelf whether the reader can be found
 */
export function findPerson(
  room: Room,
  text: string,
  orSelf = false,
): { ok: true; person: Person } | { ok: false; why: string } {
  const wanted = nameIn(text);
  const { nobodyCalled, notToYourself } = words.peek();
  const state = room.state.peek();
  const groups = [peopleIn(state), authorsIn(state)];
  const [here = [], lately = []] = groups;
  const whole = [state?.self ? [state.self, ...here] : here, lately].map((people) => calledSo(people, wanted));
  const begun = groups.map((people) => matching(people, wanted, 2, ({ name }) => name));
  const found = [...whole, ...begun].find(({ length }) => length > 0) ?? [];
  const [person] = found;
  if (!person || found.length > 1) return { ok: false, why: nobodyCalled(wanted, found.length) };
  if (person === state?.self && !orSelf) return { ok: false, why: notToYourself };
  return { ok: true, person };
}

/**
 * The people in `all` whose name matches `wanted` in the way a mention does: the whole name, or the name before the
 * suffix of a look-alike. The exact spelling comes first, then names that the search treats as equal. A similar name
 * never wins over an exact one.
 */
export function calledSo<Named extends { name?: string }>(all: readonly Named[], wanted: string): Named[] {
  const whole = ({ name = '' }: Named): string => name;
  const plain = (person: Named): string => splitName(whole(person)).plain;
  const folded = foldText(wanted);
  const tries: ((person: Named) => boolean)[] = [
    (person) => whole(person) === wanted,
    (person) => isSpelled(whole(person), wanted),
    (person) => isSpelled(plain(person), wanted),
    (person) => foldText(plain(person)) === folded || foldText(whole(person)) === folded,
  ];
  for (const fits of tries) {
    const found = all.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
}
