/** The polls of one life of a model room: the choice of each member, and what a member sees of it. */

import type { ErrorCode } from '../../../src/protocol/codes.ts';
import type { EventRequest } from '../../../src/protocol/events/registry.ts';

type Request<T extends EventRequest['type']> = Extract<EventRequest, { type: T }>;

/** The votes on a poll, as its items show them. */
export interface Standing {
  counts: number[];
  voters: number;
  closed?: number;
}

/** What a member sees of a poll from the event `at` on. */
interface Seen extends Standing {
  at: number;
  choices: ReadonlyMap<string, readonly number[]>;
}

interface ModelPoll {
  author: string;
  options: number;
  many: boolean;
  /** Every state that the poll had. */
  seen: Seen[];
}

/** The id of a moderator, who may close other members' polls and delete their messages. */
export const MODERATOR = 'ana';

export class ModelPolls {
  readonly #polls = new Map<number, ModelPoll>();

  /** Why a member may not vote or close, or `unchanged` if that changes nothing. The poll isn't deleted. */
  judge(request: Request<'vote' | 'close'>, member: string): ErrorCode | 'unchanged' | undefined {
    const poll = this.#polls.get(request.ref);
    const now = poll?.seen.at(-1);
    if (!poll || !now) return 'not_found';
    if (request.type === 'close') {
      if (now.closed !== undefined) return 'unchanged';
      return poll.author === member || member === MODERATOR ? undefined : 'forbidden';
    }
    const { choice } = request;
    if (new Set(choice).size < choice.length) return 'bad_request';
    if (choice.some((option) => option >= poll.options) || (choice.length > 1 && !poll.many)) return 'bad_request';
    if (`${sorted(choice)}` === `${this.choiceOf(request.ref, member)}`) return 'unchanged';
    return now.closed === undefined ? undefined : 'forbidden';
  }

  /** @returns the votes on the new poll */
  start(seq: number, author: string, { options, many = false }: Request<'poll'>): Standing {
    const none = { counts: options.map(() => 0), voters: 0 };
    const seen = [{ at: seq, ...none, choices: new Map<string, readonly number[]>() }];
    this.#polls.set(seq, { author, options: options.length, many, seen });
    return none;
  }

  /** @returns the votes on the poll after the change */
  change(at: number, member: string, request: Request<'vote' | 'close'>, ts: number): Standing | undefined {
    const poll = this.#polls.get(request.ref);
    const now = poll?.seen.at(-1);
    if (!poll || !now) return undefined;
    const choices = new Map(now.choices);
    if (request.type === 'vote') {
      choices.delete(member);
      if (request.choice.length > 0) choices.set(member, sorted(request.choice));
    }
    const closed = request.type === 'close' ? { closed: ts } : now.closed === undefined ? {} : { closed: now.closed };
    const counts = now.counts.map((_, option) => [...choices.values()].filter((all) => all.includes(option)).length);
    poll.seen.push({ at, counts, voters: choices.size, ...closed, choices });
    return { counts, voters: choices.size, ...closed };
  }

  /** The present choice of a member. */
  choiceOf(seq: number, member: string): readonly number[] {
    return this.#polls.get(seq)?.seen.at(-1)?.choices.get(member) ?? [];
  }

  /** What a member saw of the poll at `head` and later. */
  since(seq: number, head: number, member: string): (Standing & { mine: readonly number[] })[] {
    const { seen = [] } = this.#polls.get(seq) ?? {};
    const current = seen.findLastIndex(({ at }) => at <= head);
    return seen.slice(Math.max(0, current)).map(({ at: _, choices, ...standing }) => {
      return { ...standing, mine: choices.get(member) ?? [] };
    });
  }
}

function sorted(choice: readonly number[]): number[] {
  return choice.toSorted((a, b) => a - b);
}
