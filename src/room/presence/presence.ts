/** Presence: which connections and members are in the room, and the only code that ends a connection. */

import { CLOSE, type CloseName } from '../../protocol/codes.ts';
import type { LeaveCause } from '../../protocol/frames.ts';
import type { Casualties } from '../delivery/types.ts';
import { Announcements, type AnnouncementsOptions } from './announcements.ts';
import { type End, endOfRoom } from './close-causes.ts';
import type { Connection } from './connection.ts';
import { Roster } from './roster.ts';

/** What presence uses of the rest of the room. */
export interface PresenceOptions extends AnnouncementsOptions {
  counters: AnnouncementsOptions['counters'] & {
    /** A connection was let in. */
    opened(): void;
    /** A connection is no longer counted. Called once for each. */
    ended(connection: Connection, end: End, now: number): void;
  };
  telling: AnnouncementsOptions['telling'] & {
    /** Runs `work` once everything admitted is stored and broadcast, and not in the middle of a batch. */
    settled(work: () => void): void;
  };
  /** Stores and broadcasts everything that was admitted. */
  settle(): void;
  /** How long a lost member stays counted, in milliseconds. */
  leaveGraceMs: number;
}

/** When a disconnected client may come back. */
interface Pause {
  retryAfterMs?: number | undefined;
  untilMs?: number | undefined;
}

export class Presence {
  readonly roster: Roster;
  readonly #options: PresenceOptions;
  readonly #announcements: Announcements;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.roster = new Roster(options.roles);
    this.#announcements = new Announcements(this.roster, options);
  }

  /** Whether joins and leaves are announced as a count because the room is large. */
  get byCount(): boolean {
    return this.#announcements.byCount;
  }

  /** Takes over a connection that was here before the room hibernated. */
  restore(connection: Connection): void {
    this.roster.restore(connection);
    this.#announcements.restored(connection);
  }

  /**
   * Adds a connection whose socket is open. `announce` tells the others later.
   * @returns whether its member became counted with it
   */
  enter(connection: Connection): boolean {
    this.#options.counters.opened();
    // A newcomer is sent what happens from now on, but not what was admitted before.
    this.#options.settle();
    const { memberId, sessionTag } = connection;
    const older = [...this.roster.connectionsOf(memberId)].filter((other) => other.sessionTag === sessionTag);
    const joined = this.roster.add(connection);
    this.#announcements.entered(connection, joined);
    for (const other of older) this.close(other, 'replaced', 'This session has connected again.', 'left');
    return joined;
  }

  /** Announces that a member became counted. @param back it was here before the object lost its sockets */
  announce(connection: Connection, back: boolean, now: number): void {
    this.#announcements.join(connection, back, now);
  }

  /** Gives a member a new name. */
  rename(memberId: string, name: string, now: number): void {
    const was = this.roster.nameOf(memberId);
    if (was === undefined || was === name) return;
    this.roster.rename(memberId, name);
    this.#announcements.rename({ id: memberId, name }, was, now);
  }

  /** Call it on every event: removes members whose grace time is over, and announces a new count when it is due. */
  expire(now: number): void {
    const expired = this.roster.expire(now - this.#options.leaveGraceMs);
    for (const member of expired) this.#announcements.leave(member, 'lost', now);
    this.#announcements.count(now);
  }

  /** The only way to end a connection, whatever the cause. Marks it as gone first. Repeated calls do nothing. */
  end(connection: Connection, cause: LeaveCause, end: End): void {
    const name = this.roster.nameOf(connection.memberId) ?? connection.name;
    const removed = this.roster.remove(connection);
    if (removed === 'gone') return;
    this.#announcements.ended(connection);
    const now = Date.now();
    this.#options.counters.ended(connection, end, now);
    if (removed !== 'last') return;
    if (cause === 'lost' && connection.v1) return this.roster.lose(connection.memberId, now);
    this.roster.leave(connection.memberId);
    this.#announcements.leave({ id: connection.memberId, name }, cause === 'lost' ? 'left' : cause, now);
    this.#announcements.count(now);
  }

  /**
   * Ends a connection from the server's side: sends the reason in a frame that the client acts on, and closes the
   * socket.
   */
  close(connection: Connection, name: CloseName, why: string, cause: LeaveCause, pause: Pause = {}): void {
    this.#options.telling.settled(() => {
      if (connection.gone) return;
      // The connection ends even if the frame can't be sent.
      connection.sink.tell(fatal(name, why, pause));
      this.end(connection, cause, endOfRoom(name));
      connection.close(CLOSE[name], name);
    });
  }

  /** Closes a slow receiver. When the client resumes, what it missed is replayed. */
  closeSlow(connection: Connection): void {
    this.close(connection, 'slow_consumer', 'This connection was too slow to read what the room sent.', 'slow');
  }

  /** Ends the connections that could not be sent to and those that don't read. */
  dismiss({ failed, slow }: Casualties<Connection>): void {
    for (const connection of failed) this.#drop(connection);
    for (const connection of slow) this.closeSlow(connection);
  }

  /** Removes a member at once, even if it is only lost. */
  expel(memberId: string, cause: LeaveCause): void {
    const name = this.roster.nameOf(memberId);
    if (name === undefined) return;
    this.roster.expel(memberId);
    const now = Date.now();
    this.#announcements.leave({ id: memberId, name }, cause, now);
    this.#announcements.count(now);
  }

  /** Disconnects everybody, because the room is being deleted. No leaves are announced. */
  closeAll(name: CloseName, why: string): void {
    const text = fatal(name, why);
    for (const connection of [...this.roster.connections]) {
      connection.sink.tell(text);
      this.roster.remove(connection);
      this.#options.counters.ended(connection, endOfRoom(name), Date.now());
      connection.close(CLOSE[name], name);
    }
    // Includes lost members.
    for (const id of [...this.roster.ids]) this.roster.expel(id);
  }

  /**
   * Ends a connection that can't be sent to, and closes its socket. Otherwise the runtime would answer its pings for
   * ever.
   */
  #drop(connection: Connection): void {
    this.end(connection, 'lost', { cause: 'failed_send', code: CLOSE.internal });
    connection.close(CLOSE.internal, 'internal');
  }
}

/** The error frame before a close. */
function fatal(name: CloseName, why: string, pause: Pause = {}): string {
  return JSON.stringify({ type: 'error', code: name, data: why, ...pause, fatal: true, close: CLOSE[name] });
}
