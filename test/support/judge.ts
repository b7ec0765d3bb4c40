/**
 * Checks a run against the promises of docs/protocol.md: what clients sent and received, and what is stored at the end.
 * Takes linear time. The run is a single process, so the order of the entries is the order of events in time.
 */

import type { EventFrame } from '../../src/protocol/events/registry.ts';
import type { SingleFrame } from '../../src/protocol/frames.ts';
import { COUNT_SHARE, REPLAY_EVENTS, WHO_PAGE } from '../../src/protocol/limits.ts';

/** One action or observation of a client. */
export type Entry =
  | { kind: 'open'; conn: number; room: string; session: string; v1: boolean; since?: number; epoch?: string }
  /** The client sent an event, for the first time or again. */
  | { kind: 'sent'; conn: number; id: string; type: string; text: string }
  /** The client received a frame. Batches are unpacked. */
  | { kind: 'frame'; conn: number; frame: SingleFrame }
  /** The connection ended. Later frames on it don't count. */
  | { kind: 'closed'; conn: number };

/** A row of the store, read after the run. */
export interface StoredRow {
  seq: number;
  kind: string;
  cid: string | null;
  data: string;
  ref: number | null;
}

export interface RoomEnd {
  rows: StoredRow[];
  /** Members with an open connection at the end of the run. */
  here: string[];
}

export interface Verdict {
  /** The first violation of each promise, with the entries around it. Empty if all promises held. */
  violations: string[];
  stats: {
    events: number;
    acks: number;
    duplicates: number;
    resumes: number;
    /** Resumes that weren't recovered although their position should have allowed it. */
    notRecovered: number;
    freshWindows: number;
    notices: number;
  };
}

interface Conn {
  room: string;
  session: string;
  v1: boolean;
  since: number | undefined;
  epoch: string | undefined;
  /** The last `seq` in order; `undefined` before the welcome. */
  head: number | undefined;
  /** The `seq` at which the replay ends. Nothing else may come before that. */
  replayTo: number | undefined;
  /** A fresh window is due, so the next event must be a `history`. */
  windowDue: boolean;
  waiting: Map<string, number>;
  /** The members known from welcome and notices. */
  here: Set<string> | undefined;
  /** The welcome didn't name all members. */
  partial: boolean;
  count: number;
  open: boolean;
}

interface RoomFacts {
  /** seq → the content of the event, which must be the same for all clients. */
  content: Map<number, string>;
  owner: Map<number, string>;
  acked: Map<string, number>;
  maxAcked: number;
  /** Messages that were edited or deleted at any time. */
  changed: ReadonlySet<number>;
}

export function judge(entries: readonly Entry[], ends: ReadonlyMap<string, RoomEnd>): Verdict {
  const conns = new Map<number, Conn>();
  const rooms = new Map<string, RoomFacts>();
  const firstSends = new Map<string, { ackedBefore: number; order: number }>();
  const sessionOrder = new Map<string, { order: number; seq: number }>();
  const stats = { events: 0, acks: 0, duplicates: 0, resumes: 0, notRecovered: 0, freshWindows: 0, notices: 0 };
  const found = new Map<string, string>();
  let at = 0;

  const violate = (invariant: string, what: string) => {
    if (found.has(invariant)) return;
    const around = entries
      .slice(Math.max(0, at - 8), at + 3)
      .map((entry) => `    ${JSON.stringify(entry)}`.slice(0, 300));
    found.set(invariant, `${invariant}: ${what}\n${around.join('\n')}`);
  };

  const factsOf = (room: string): RoomFacts => {
    let facts = rooms.get(room);
    if (!facts) {
      const edits = ends.get(room)?.rows.filter(({ kind }) => kind === 'edit' || kind === 'delete') ?? [];
      const changed = new Set(edits.flatMap(({ ref }) => ref ?? []));
      facts = { content: new Map(), owner: new Map(), acked: new Map(), maxAcked: 0, changed };
      rooms.set(room, facts);
    }
    return facts;
  };

  /** Checks that an event takes the next place on its connection. */
  const advance = (conn: Conn, seq: number) => {
    if (!conn.v1) {
      if (conn.head !== undefined && seq <= conn.head)
        violate('I2', `seq ${seq} came after ${conn.head} to a base client`);
      conn.head = seq;
      return;
    }
    if (conn.windowDue) violate('I10', 'an event came before the fresh window');
    if (conn.head !== undefined && seq !== conn.head + 1) violate('I4', `seq ${seq} follows ${conn.head}`);
    conn.head = seq;
    if (conn.replayTo !== undefined && seq >= conn.replayTo) conn.replayTo = undefined;
  };

  const told = (conn: Conn, frame: EventFrame) => {
    const facts = factsOf(conn.room);
    const content = contentOf(frame);
    const known = facts.content.get(frame.seq);
    const text = frame.type === 'broadcast' || frame.type === 'edit';
    if (known === undefined) facts.content.set(frame.seq, content);
    // If the message was edited or deleted in between, its current text may differ from the first one.
    else if (known !== content && !(text && facts.changed.has(frame.type === 'edit' ? frame.ref : frame.seq)))
      violate('I3', `seq ${frame.seq} was ${known}, now ${content}`);
    if (!content.includes(`@${conn.room}@`) && text && frame.data !== '' && !facts.changed.has(frame.seq))
      violate('I18', `a text without the name of ${conn.room}: ${frame.data}`);
  };

  const acked = (conn: Conn, id: string, seq: number, dup: boolean) => {
    const facts = factsOf(conn.room);
    const key = `${conn.session} ${id}`;
    const before = facts.acked.get(key);
    if (before !== undefined && before !== seq) violate('I2', `id ${id} was acked as ${before} and as ${seq}`);
    facts.acked.set(key, seq);
    facts.owner.set(seq, conn.session);
    facts.maxAcked = Math.max(facts.maxAcked, seq);
    const first = firstSends.get(`${conn.room} ${key}`);
    if (!first) return violate('I9', `ack for ${id}, which was never sent`);
    if (seq <= first.ackedBefore)
      violate('I5', `${id} got seq ${seq}, though ${first.ackedBefore} was acked before it was sent`);
    if (dup) return;
    const last = sessionOrder.get(`${conn.room} ${conn.session}`);
    if (last && last.order < first.order !== last.seq < seq && last.seq !== seq)
      violate('I6', `${id} got seq ${seq}, out of the order in which the session sent`);
    if (!last || first.order > last.order)
      sessionOrder.set(`${conn.room} ${conn.session}`, { order: first.order, seq });
  };

  const frameCame = (conn: Conn, frame: SingleFrame) => {
    if (conn.v1 && conn.head === undefined && frame.type !== 'welcome' && !(frame.type === 'error' && frame.fatal))
      violate('I12', `${frame.type} came before the welcome`);
    if (!conn.v1 && conn.here === undefined && frame.type !== 'system' && !(frame.type === 'error' && frame.fatal))
      violate('I12', `${frame.type} came before the join notice of a base client`);
    switch (frame.type) {
      case 'welcome': {
        const { recovered, seq, who, count, more, byCount } = frame.data;
        conn.here = new Set(who.map(({ id }) => id));
        conn.count = count;
        conn.partial = more || byCount === true;
        if (recovered) {
          stats.resumes++;
          conn.head = conn.since ?? 0;
          if (seq > conn.head) conn.replayTo = seq;
        } else {
          stats.freshWindows++;
          const { since, epoch } = conn;
          const known =
            since !== undefined && epoch !== '' && epoch === frame.data.epoch && since >= frame.data.floor - 1;
          if (known && seq - since <= REPLAY_EVENTS) stats.notRecovered++;
          conn.head = seq;
          conn.windowDue = seq > 0;
        }
        return;
      }
      case 'history':
        if (frame.id === undefined) conn.windowDue = false;
        return;
      case 'broadcast':
      case 'edit':
      case 'delete':
      case 'react':
      case 'set':
        stats.events++;
        if (factsOf(conn.room).owner.get(frame.seq) === conn.session)
          violate('I7', `the session got its own event ${frame.seq} back`);
        told(conn, frame);
        return advance(conn, frame.seq);
      case 'ack':
        stats.acks++;
        if (frame.dup) stats.duplicates++;
        else if (conn.v1) advance(conn, frame.seq);
        else conn.head = frame.seq;
        if (frame.event) told(conn, frame.event);
        settle(conn, frame.id);
        return acked(conn, frame.id, frame.seq, frame.dup === true);
      case 'error':
        if (frame.id !== undefined) settle(conn, frame.id);
        return;
      case 'system':
        stats.notices++;
        if (conn.replayTo !== undefined) violate('I10', 'a notice came in the middle of a replay');
        return notice(conn, frame);
      case 'who':
        return;
    }
  };

  const settle = (conn: Conn, id: string) => {
    const open = (conn.waiting.get(id) ?? 0) - 1;
    if (open <= 0) conn.waiting.delete(id);
    else conn.waiting.set(id, open);
  };

  const notice = (conn: Conn, frame: Extract<SingleFrame, { type: 'system' }>) => {
    conn.here ??= new Set();
    conn.count = frame.count;
    if (frame.event === 'count') {
      // Counts don't say which members came or left.
      conn.partial = true;
      return;
    }
    for (const { id } of frame.who) {
      if (frame.event === 'join') conn.here.add(id);
      if (frame.event === 'leave' && !conn.here.delete(id) && conn.v1 && !conn.partial)
        violate('I13', `${id} left without having been there`);
    }
  };

  for (; at < entries.length; at++) {
    const entry = entries[at];
    if (!entry) continue;
    if (entry.kind === 'open') {
      conns.set(entry.conn, {
        room: entry.room,
        session: entry.session,
        v1: entry.v1,
        since: entry.since,
        epoch: entry.epoch,
        head: undefined,
        replayTo: undefined,
        windowDue: false,
        waiting: new Map(),
        here: undefined,
        partial: false,
        count: 0,
        open: true,
      });
      continue;
    }
    const conn = conns.get(entry.conn);
    if (!conn?.open) continue;
    switch (entry.kind) {
      case 'sent': {
        const key = `${conn.room} ${conn.session} ${entry.id}`;
        if (!firstSends.has(key))
          firstSends.set(key, { ackedBefore: factsOf(conn.room).maxAcked, order: firstSends.size });
        conn.waiting.set(entry.id, (conn.waiting.get(entry.id) ?? 0) + 1);
        break;
      }
      case 'frame':
        frameCame(conn, entry.frame);
        break;
      case 'closed':
        conn.open = false;
        break;
    }
  }
  at = entries.length;

  for (const [room, { rows, here }] of ends) {
    const facts = factsOf(room);
    const bySeq = new Map(rows.map((row) => [row.seq, row]));
    const first = rows[0]?.seq ?? 1;
    rows.forEach((row, index) => {
      if (row.seq !== first + index) violate('I3', `the store of ${room} is missing seq ${first + index}`);
    });
    for (const [key, seq] of facts.acked) {
      const row = bySeq.get(seq);
      if (!row) violate('I8', `${key} was acked as ${seq} in ${room}, but is not stored`);
      else if (row.cid !== key.split(' ')[1])
        violate('I3', `seq ${seq} of ${room} is stored with the id ${row.cid}, not ${key}`);
    }
    const ids = new Map<string, number>();
    for (const { seq, cid } of rows) {
      if (cid === null) continue;
      const earlier = ids.get(cid);
      if (earlier !== undefined) violate('I2', `${cid} is stored as ${earlier} and as ${seq} in ${room}`);
      ids.set(cid, seq);
    }
    for (const [seq, content] of facts.content) {
      const row = bySeq.get(seq);
      if (!row) violate('I3', `seq ${seq} of ${room} was seen but is not stored`);
      else if (row.kind === 'msg' && row.data !== '' && !facts.changed.has(seq) && !content.endsWith(row.data))
        violate('I3', `seq ${seq} of ${room} was seen as ${content} but is stored as ${row.data}`);
    }
    const head = rows.at(-1)?.seq ?? 0;
    const members = new Set(here);
    for (const [, conn] of conns) {
      if (conn.room !== room || !conn.open || conn.head === undefined) continue;
      if (conn.v1 && conn.head !== head)
        violate('I1', `a connection of ${conn.session} ended at seq ${conn.head}, but the room is at ${head}`);
      if (conn.waiting.size > 0) violate('I9', `${conn.session} got no answer for ${[...conn.waiting.keys()].join()}`);
      // A large room doesn't announce smaller changes.
      const slack = conn.partial ? members.size * COUNT_SHARE : 0;
      if (Math.abs(conn.count - members.size) > slack)
        violate('I14', `${conn.session} counts ${conn.count} members in ${room}, but there are ${members.size}`);
      // A welcome names at most 200 members, and a large room announces no names.
      if (!conn.v1 || conn.partial || members.size > WHO_PAGE) continue;
      if (conn.here?.size !== members.size || [...members].some((id) => !conn.here?.has(id)))
        violate(
          'I14',
          `${conn.session} sees ${[...(conn.here ?? [])].sort()} in ${room}, but the members are ${[...members].sort()}`,
        );
    }
  }
  return { violations: [...found.values()], stats };
}

function contentOf(frame: EventFrame): string {
  switch (frame.type) {
    case 'broadcast':
      return `msg ${frame.fromId} ${frame.re ?? ''} ${frame.data}`;
    case 'edit':
      return `edit ${frame.fromId} ${frame.ref} ${frame.data}`;
    case 'delete':
      return `delete ${frame.fromId} ${frame.ref}`;
    case 'react':
      return `react ${frame.fromId} ${frame.ref} ${frame.data} ${frame.off ?? ''}`;
    case 'poll':
      return `poll ${frame.fromId} ${frame.data} ${frame.options.join()}`;
    case 'vote':
      return `vote ${frame.ref}`;
    case 'close':
      return `close ${frame.fromId} ${frame.ref}`;
    case 'set':
      return `set ${frame.fromId} ${JSON.stringify(frame.data)}`;
    case 'mod':
      return `mod ${frame.fromId} ${JSON.stringify(frame.data)}`;
  }
}
