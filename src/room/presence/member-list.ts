/**
 * The member list as clients get it: pages in the order of ids, as JSON. Every connecting client gets the first page,
 * so its text is cached until it changes.
 */

import { WHO_PAGE } from '../../protocol/limits.ts';
import type { Member, Person } from '../../protocol/members.ts';
import type { Roles } from '../access/types.ts';

/** A member in the list, with its JSON once that has been needed. */
export interface Listed {
  member: Member;
  json?: { role: Person['role']; text: string } | undefined;
}

export interface MemberPage {
  /** A JSON array of `Person`. */
  text: string;
  /** Whether there are members beyond the page. */
  more: boolean;
}

export class MemberList {
  readonly #listed: ReadonlyMap<string, Listed>;
  readonly #roles: Roles;
  /** Ascending. Built when a page is first needed, since most wakes need none, and kept up to date from then on. */
  #ids: string[] | undefined;
  #first: (MemberPage & { version: object }) | undefined;

  /** @param listed all current members by id; only read */
  constructor(listed: ReadonlyMap<string, Listed>, roles: Roles) {
    this.#listed = listed;
    this.#roles = roles;
  }

  /** Adds a member. */
  add(id: string): void {
    if (!this.#ids) return;
    const place = placeOf(this.#ids, id);
    this.#ids.splice(place, 0, id);
    this.#changedAt(place);
  }

  /** Removes a member. */
  remove(id: string): void {
    if (!this.#ids) return;
    const place = placeOf(this.#ids, id);
    if (this.#ids[place] !== id) return;
    this.#ids.splice(place, 1);
    this.#changedAt(place);
  }

  /** A member has a new name. */
  renamed(id: string): void {
    if (this.#ids) this.#changedAt(placeOf(this.#ids, id));
  }

  /** The members whose ids sort after `after`, at most `WHO_PAGE`. @param after "" for the first page */
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

  /** A change just after the first page can change its `more`. */
  #changedAt(place: number): void {
    if (place <= WHO_PAGE) this.#first = undefined;
  }
}

/** Serialises an object with one more field whose value is already JSON. */
export function withJson(object: object, field: string, json: string): string {
  return `${JSON.stringify(object).slice(0, -1)},"${field}":${json}}`;
}

/** The index of an id in a sorted list, or where to insert it. */
function placeOf(ids: readonly string[], id: string): number {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ids[middle] ?? '') < id) from = middle + 1;
    else to = middle;
  }
  return from;
}
