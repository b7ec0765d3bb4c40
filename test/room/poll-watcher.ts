/** One session in a room with polls: what it was told, checked against the model frame by frame. */

import { expect } from 'vitest';
import type { Item } from '../../src/protocol/events/registry.ts';
import type { SingleFrame } from '../../src/protocol/frames.ts';
import type { Act, PollModel, Standing } from './poll-model.ts';
import { joinAs, type Peer } from './support.ts';

/** An event that this session sent and the room stored. */
export interface Sent {
  seq: number;
  /** The frame as it was sent, with its id. */
  frame: { id: string; type: string; ref?: number };
  /** The position of the session when it sent the event. */
  again: number;
  act: Act;
}

/** Longer than any answer takes, even on a busy machine. */
const ANSWER_MS = 10_000;

/** The result of `work`, or an error that names it if it doesn't end. */
export async function bounded<T>(what: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not end`)), ANSWER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer ?? null);
  }
}

type Seen = (Standing & { mine: readonly number[] }) | 'gone';

export class Watcher {
  readonly member: string;
  readonly sent: Sent[] = [];
  /** `undefined` while not connected. */
  peer: Peer | undefined;
  /** The last `seq` that it was told. */
  head = 0;
  readonly #room: string;
  readonly #session: string;
  readonly #model: PollModel;
  /** What this session knows of each poll from the frames alone. */
  readonly #polls = new Map<number, Seen>();
  #epoch = '';
  #read = 0;
  #ids = 0;

  constructor(room: string, member: string, session: string, model: PollModel) {
    this.#room = room;
    this.member = member;
    this.#session = session;
    this.#model = model;
  }

  async connect(): Promise<void> {
    if (this.peer) return;
    const resume = this.#epoch === '' ? {} : { since: this.head, epoch: this.#epoch };
    this.peer = await bounded('a connection', joinAs(this.#room, this.member, { session: this.#session, ...resume }));
    this.#read = 0;
    const { seq, recovered, epoch } = this.peer.all('welcome')[0]?.data ?? { seq: 0 };
    this.#epoch = epoch ?? '';
    if (resume.epoch) expect(recovered).toBe(true);
    else this.head = seq;
    await this.listen();
    expect(this.head).toBe(seq);
  }

  /** Ends the connection as if it had been cut. */
  async cut(): Promise<void> {
    const { peer } = this;
    this.peer = undefined;
    peer?.close(4100);
    if (peer) await bounded('the end of a connection', peer.closed);
  }

  /** The room ends the connection. */
  async sentAway(): Promise<void> {
    const { peer } = this;
    this.peer = undefined;
    if (peer) await bounded('the end of a connection', peer.closed);
  }

  /** Sends a frame and takes in everything up to its answer. */
  async send(frame: object): Promise<{ answer: SingleFrame; frame: { id: string; type: string; ref?: number } }> {
    this.#ids++;
    const whole = { type: '', ...frame, id: `${this.#session}-${this.#ids}` };
    return { answer: await this.answerTo(whole), frame: whole };
  }

  async answerTo(frame: { id: string; again?: number }): Promise<SingleFrame> {
    const from = this.peer?.frames.length;
    this.peer?.send(frame);
    await bounded(`an answer to ${JSON.stringify(frame)}`, this.peer?.settled() ?? Promise.resolve());
    const answer = this.peer?.frames.slice(from).find((other) => 'id' in other && other.id === frame.id);
    if (!answer) throw new Error(`not answered: ${JSON.stringify(frame)}`);
    return answer;
  }

  /** Takes in everything that the room has sent so far. */
  async listen(): Promise<void> {
    await bounded('everything sent so far', this.peer?.settled() ?? Promise.resolve());
    for (const frame of this.peer?.frames.slice(this.#read) ?? []) this.#take(frame);
    this.#read = this.peer?.frames.length ?? 0;
  }

  /** Checks that the history shows the polls as the model has them, and as the frames reported them. */
  async compare(): Promise<void> {
    if (!this.peer) return;
    const { answer } = await this.send({ type: 'history' });
    if (answer.type !== 'history') throw new Error(`no history: ${JSON.stringify(answer)}`);
    await this.listen();
    const items = new Map(answer.data.map((item) => [item.seq, seenIn(item)]));
    for (const seq of this.#model.polls.keys()) {
      expect(items.get(seq)).toEqual(this.#model.seenBy(this.member, seq));
      expect(this.#polls.get(seq)).toEqual(items.get(seq));
    }
  }

  #take(frame: SingleFrame): void {
    expectNoSecrets(frame, (seq) => this.#model.voterOf.get(seq) === this.member);
    if (frame.type === 'history' && frame.id === undefined)
      for (const item of frame.data) if (this.#model.polls.has(item.seq)) this.#polls.set(item.seq, seenIn(item));
    if (frame.type === 'ack' && frame.dup) return;
    const own = frame.type === 'ack' ? this.sent.find(({ frame: { id } }) => id === frame.id)?.frame : undefined;
    if (frame.type === 'ack' || ('seq' in frame && typeof frame.seq === 'number')) {
      expect(frame.seq).toBe(this.head + 1);
      this.head++;
    }
    if ('epoch' in frame && typeof frame.epoch === 'string') this.#epoch = frame.epoch;
    this.#apply(frame.type === 'ack' ? (frame.event ?? frame) : frame);
    if (own?.type === 'delete') this.#polls.set(own.ref ?? 0, 'gone');
  }

  #apply(frame: SingleFrame): void {
    switch (frame.type) {
      case 'poll': {
        const none = { counts: frame.options.map(() => 0), voters: 0, isClosed: false, mine: [] };
        this.#polls.set(frame.seq, frame.gone ? 'gone' : none);
        return;
      }
      case 'vote':
        return this.#change(frame.ref, ({ mine, ...poll }) => {
          return { ...poll, counts: [...frame.counts], voters: frame.voters, mine: frame.mine ?? mine };
        });
      case 'close':
        return this.#change(frame.ref, (poll) => {
          return { ...poll, counts: [...frame.counts], voters: frame.voters, isClosed: true };
        });
      case 'delete':
        this.#polls.set(frame.ref, 'gone');
    }
  }

  #change(ref: number, next: (poll: Exclude<Seen, 'gone'>) => Exclude<Seen, 'gone'>): void {
    const poll = this.#polls.get(ref);
    if (poll && poll !== 'gone') this.#polls.set(ref, next(poll));
  }
}

function seenIn(item: Item): Seen {
  if (!('options' in item)) return 'gone';
  const { counts, voters, closed, mine = [] } = item;
  return { counts: [...counts], voters, isClosed: closed !== undefined, mine };
}

/** The only fields that a frame about a vote may have. */
const VOTE_FIELDS = new Set(['type', 'seq', 'ref', 'counts', 'voters', 'ts', 'mine', 'epoch']);

/**
 * Checks that no part of a frame reveals the choices of others. A frame contains the member's own choice only if it is
 * about the member's own vote or contains items, in which the model checks the choice.
 * @param isOwn whether the member cast the vote that is stored as `seq`
 */
export function expectNoSecrets(frame: SingleFrame, isOwn: (seq: number) => boolean): void {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach(visit);
    expect(Object.keys(value)).not.toContain('choices');
    expect(Object.keys(value)).not.toContain('choice');
    if ('voters' in value) expect(value.voters).toBeTypeOf('number');
    if ('type' in value && value.type === 'vote') {
      expect(Object.keys(value).filter((key) => !VOTE_FIELDS.has(key))).toEqual([]);
      if ('mine' in value) expect('seq' in value && isOwn(Number(value.seq))).toBe(true);
    } else if ('mine' in value) expect('type' in value && value.type).toBe('poll');
    Object.values(value).forEach(visit);
  };
  visit(frame);
}
