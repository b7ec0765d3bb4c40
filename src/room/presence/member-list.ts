/**
 * The member list as clients get it: pages in the order of ids, as JSON. The first page goes to everybody who connects, so its
 * text is made once and kept until it changes.
 */

import { WHO_PAGE } from '../../protocol/limits.ts';
import type { Member, Person } from '../../protocol/shared.ts';
import type { Roles } from '../access/types.ts';

/** A member in the list, with its JSON once it was asked for. */
export interface Listed {
  member: Member;
  json?: { role: Person['role']; text: string } | undefined;
}

export interface MemberPage {
  /** A JSON array of `Person`. */
  text: string;
  /** Whether there are members beyond it. */
  more: boolean;
}

export class MemberList {
  readonly #listed: ReadonlyMap<string, Listed>;
  readonly #roles: Roles;
  /** Ascending. Made when a page is first asked for, since most wakes ask for none, and kept up to date from then on. */
  #ids: string[] | undefined;
  #first: (MemberPage & { version: object }) | undefined;

  /** @param listed all members there are now, by id; read, never changed */
  constructor(listed: ReadonlyMap<string, Listed>, roles: Roles) {
    this.#listed = listed;
    this.#roles = roles;
  }

  /** A member came. */
  add(id: string): void {
    if (!this.#ids) return;
    const place = placeOf(this.#ids, id);
    this.#ids.splice(place, 0, id);
    this.#changedAt(place);
  }

  /** A member went. */
  remove(id: string): void {
    if (!this.#ids) return;
    const place = placeOf(this.#ids, id);
    if (this.#ids[place] !== id) return;
    this.#ids.splice(place, 1);
    this.#changedAt(place);
  }

  /** A member goes by another name. */
  renamed(id: string): void {
    if (this.#ids) this.#changedAt(placeOf(this.#ids, id));
  }

  /**
   * The members whose ids come after `after`, `WHO_PAGE` at most.
   * @param after "" for the first page
   */
  page(after: string): MemberPage {
    if (after !== '') return this.#make(after);
    const { version } = this.#roles;
    if (this.#first?.version !== version) this.#first = { ...this.#make(after), version };
    return this.#first;
  }

  #make(after: string): MemberPage {
    this.#ids ??= [...this.#listed.keys()].sort();
    const place = placeOf(this.#ids, after);
    const from = this.#ids[place] === after ? place + 1 : place;
    const texts = this.#ids.slice(from, from + WHO_PAGE).flatMap((id) => this.#jsonOf(id) ?? []);
    return { text: `[${texts.join()}]`, more: this.#ids.length > from + WHO_PAGE };
  }

  #jsonOf(id: string): string | undefined {
    const listed = this.#listed.get(id);
    if (!listed) return undefined;
    const role = this.#roles.of(id);
    const { member, json } = listed;
    if (json?.role === role) return json.text;
    const person: Person = { ...member, role };
    listed.json = { role, text: JSON.stringify(person) };
    return listed.json.text;
  }

  /** The first page is followed by what is beyond it: `more` changes with the member that is the first there. */
  #changedAt(place: number): void {
    if (place <= WHO_PAGE) this.#first = undefined;
  }
}

/** The JSON of an object that has, as one more field, what is JSON already. */
export function withJson(object: object, field: string, json: string): string {
  return `${JSON.stringify(object).slice(0, -1)},"${field}":${json}}`;
}

/** Where an id stands in a sorted list, or would. */
function placeOf(ids: readonly string[], id: string): number {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ids[middle] ?? '') < id) from = middle + 1;
    else to = middle;
  }
  return from;
}
