/** Presence: who is in the room, what they are told, and the one way out. */

import { CLOSE, type CloseName } from '../../protocol/codes.ts';
import type { LeaveCause, SingleFrame } from '../../protocol/frames.ts';
import type { Member, Role } from '../../protocol/shared.ts';
import type { Roles } from '../access/types.ts';
import type { Casualties } from '../delivery/types.ts';
import type { Connection } from './connection.ts';
import { type End, endOfRoom } from './ends.ts';
import { Headcount } from './headcount.ts';
import { type News, Notices, noticeOf } from './notices.ts';
import { Roster } from './roster.ts';

/** What presence has counted. */
export interface PresenceCounters {
  /** A connection was let in. */
  opened(): void;
  /** A connection has stopped being counted: once for each. */
  ended(connection: Connection, end: End, now: number): void;
  /** A notice went out. */
  noticed(): void;
}

/** How connections are told something (pipeline/telling.ts). */
export interface PresenceTelling {
  settled(work: () => void): void;
  tell(to: Iterable<Connection>, textFor: (connection: Connection) => string | undefined): void;
  relay(to: Iterable<Connection>, frame: SingleFrame): void;
}

/** What presence needs of the rest of the room. */
export interface PresenceOptions {
  counters: PresenceCounters;
  /** Stores and tells all that was admitted. */
  settle(): void;
  telling: PresenceTelling;
  roles: Roles;
  /** How long a lost member stays counted, in milliseconds. */
  leaveGraceMs: number;
  /** Whether so much is sent that news has to wait for company. */
  isBusy(now: number): boolean;
}

export class Presence {
  readonly roster: Roster;
  readonly #options: PresenceOptions;
  readonly #notices: Notices;
  readonly #headcount: Headcount;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.roster = new Roster(options.roles);
    this.#headcount = new Headcount(this.roster.connections);
    this.#notices = new Notices(
      (noticeFor) => this.#toAll(noticeFor),
      (now) => options.isBusy(now),
    );
  }

  /** Whether comings and goings are told as a count: the room is large. */
  get byCount(): boolean {
    return this.#headcount.isToldAt(this.roster.count);
  }

  /** A connection that was here before the room slept. */
  restore(connection: Connection): void {
    this.roster.restore(connection);
    this.#headcount.restored(connection);
  }

  /**
   * Lets a connection in, whose socket is open. Nobody is told yet (`announce`).
   * @returns whether its member became counted by it
   */
  enter(connection: Connection): boolean {
    this.#options.counters.opened();
    // A newcomer is told of what happens from now on, and not of what was admitted before.
    this.#options.settle();
    const { memberId, session } = connection;
    const older = [...this.roster.connectionsOf(memberId)].filter((other) => other.session === session);
    const joined = this.roster.add(connection);
    // The notice of its join is told to a base client by itself (announce).
    this.#notices.greet(connection, joined && !connection.v1 && this.#isToldByName(memberId) ? 1 : 0);
    for (const other of older) this.close(other, 'replaced', 'The session connected again.', 'left');
    return joined;
  }

  /**
   * Tells that a member became counted.
   * @param back it was here before the object lost its sockets
   */
  announce(connection: Connection, back: boolean, now: number): void {
    const { memberId: id, name } = connection;
    const role = this.#options.roles.of(id);
    const member = { id, name, ...(isOfRank(role) ? { role } : {}) };
    const news: News = { event: 'join', member, count: this.roster.count, back };
    const byName = this.#isToldByName(id);
    // The first frame of a base client is its own join notice, however long the others wait for theirs. A newcomer hears of
    // its own join where nobody else does, too.
    if (!connection.v1 || !byName) connection.sink.tell(JSON.stringify(noticeOf(news, now)));
    if (byName) this.#notices.add(news, now);
    this.#tellCount(now);
  }

  /** A member goes by another name from now on. */
  rename(memberId: string, name: string, now: number): void {
    const was = this.roster.nameOf(memberId);
    if (was === undefined || was === name) return;
    this.roster.rename(memberId, name);
    const news: News = { event: 'rename', member: { id: memberId, name }, was, count: this.roster.count };
    if (this.#isToldByName(memberId)) this.#notices.add(news, now);
    // To the others each message says whose it is.
    else this.#options.telling.relay(this.roster.connectionsOf(memberId), noticeOf(news, now));
  }

  /** With all that happens: members whose grace time is over stop being counted, and a new count is told once it may be. */
  expire(now: number): void {
    const expired = this.roster.expire(now - this.#options.leaveGraceMs);
    for (const member of expired) this.#tellLeave(member, 'lost', now);
    this.#tellCount(now);
  }

  /** The one way out for a connection, whatever ended it. Calling it again does nothing. */
  end(connection: Connection, cause: LeaveCause, end: End): void {
    const name = this.roster.nameOf(connection.memberId) ?? connection.name;
    const removed = this.roster.remove(connection);
    if (removed === 'gone') return;
    this.#headcount.ended(connection);
    const now = Date.now();
    this.#options.counters.ended(connection, end, now);
    if (removed !== 'last') return;
    if (cause === 'lost' && connection.v1) return this.roster.lose(connection.memberId, now);
    this.roster.leave(connection.memberId);
    this.#tellLeave({ id: connection.memberId, name }, cause === 'lost' ? 'left' : cause, now);
    this.#tellCount(now);
  }

  /** Ends a connection from our side: the client is told why, in a frame that it acts on, and then closed. */
  close(
    connection: Connection,
    name: CloseName,
    why: string,
    cause: LeaveCause,
    when: { [Key in 'retryAfterMs' | 'untilMs']?: number | undefined } = {},
  ): void {
    const text = JSON.stringify({ type: 'error', code: name, data: why, ...when, fatal: true, close: CLOSE[name] });
    this.#options.telling.settled(() => {
      if (connection.gone) return;
      // It goes whether or not it can be told.
      connection.sink.tell(text);
      this.end(connection, cause, endOfRoom(name));
      connection.close(CLOSE[name], name);
    });
  }

  /** What it missed is replayed when it resumes; until then nothing more is kept for it. */
  closeSlow(connection: Connection): void {
    this.close(connection, 'slow_consumer', 'This connection took too long to read what was sent.', 'slow');
  }

  /** A member stops being counted, though lost and not gone. */
  expel(memberId: string, cause: LeaveCause): void {
    const name = this.roster.nameOf(memberId);
    if (name === undefined) return;
    this.roster.expel(memberId);
    const now = Date.now();
    this.#tellLeave({ id: memberId, name }, cause, now);
    this.#tellCount(now);
  }

  /** Sends everybody away, for the room is no more. Nobody is left to be told of any leave. */
  closeAll(name: CloseName, why: string): void {
    const frame = JSON.stringify({ type: 'error', code: name, data: why, fatal: true, close: CLOSE[name] });
    for (const connection of [...this.roster.connections]) {
      connection.sink.tell(frame);
      this.roster.remove(connection);
      this.#options.counters.ended(connection, endOfRoom(name), Date.now());
      connection.close(CLOSE[name], name);
    }
    // Those who were lost, too.
    for (const id of [...this.roster.ids]) this.roster.expel(id);
  }

  /** Whether everybody is told what a member does: in a small room of each, in a large one of those who keep it in order. */
  #isToldByName(memberId: string): boolean {
    return !this.byCount || isOfRank(this.#options.roles.of(memberId));
  }

  #tellLeave(member: Member, cause: LeaveCause, now: number): void {
    // Of an act of moderation all see what came of it. Base clients see nothing else of it.
    const isExpelled = cause === 'kicked' || cause === 'banned';
    if (isExpelled || this.#isToldByName(member.id))
      this.#notices.add({ event: 'leave', member, cause, count: this.roster.count }, now);
  }

  /** Tells how many are here, in a large room, if it is time to. */
  #tellCount(now: number): void {
    const frame = this.#headcount.next(this.roster.count, now);
    if (!frame) return;
    // What was told by name until now comes before it.
    this.#notices.flush(now);
    const text = JSON.stringify(frame);
    this.#toAll(() => text);
  }

  #toAll(textFor: (connection: Connection) => string | undefined): void {
    this.#options.counters.noticed();
    this.#options.telling.tell(this.roster.connections, textFor);
  }

  /** Ends the connections that could not be sent to, and those that don't read. */
  dismiss({ failed, slow }: Casualties<Connection>): void {
    for (const connection of failed) this.#drop(connection);
    for (const connection of slow) this.closeSlow(connection);
  }

  /** Ends a connection that can't be sent to, and its socket with it: its pings would be answered for ever. */
  #drop(connection: Connection): void {
    this.end(connection, 'lost', { cause: 'failed_send', code: CLOSE.internal });
    connection.close(CLOSE.internal, 'internal');
  }
}

function isOfRank(role: Role): boolean {
  return role === 'owner' || role === 'moderator';
}
