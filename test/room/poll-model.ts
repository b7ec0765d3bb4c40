/** A plain model of the polls of a room: who chose what, and what the room must answer. */

/** What a member may do with polls. `nth` numbers the polls in the order in which they were started. */
export type Act =
  | { do: 'ask'; many: boolean }
  | { do: 'vote'; nth: number; choice: readonly number[] }
  | { do: 'close' | 'delete'; nth: number };

/** Stored under the next `seq`, acknowledged without being stored, or the code of the refusal. */
export type Answer = 'stored' | 'unchanged' | 'muted' | 'forbidden' | 'not_found' | 'bad_request';

/** What everybody may see of a poll. */
export interface Standing {
  counts: number[];
  voters: number;
  isClosed: boolean;
}

interface ModelPoll {
  author: string;
  many: boolean;
  isClosed: boolean;
  isGone: boolean;
  /** The options that each member chose, ascending. Members without a choice are left out. */
  choices: Map<string, readonly number[]>;
}

export const OPTIONS = ['Soup', 'Cake', 'Rice'];

export class PollModel {
  /** By `seq`, in the order in which they were started. */
  readonly polls = new Map<number, ModelPoll>();
  readonly muted = new Set<string>();
  readonly moderators = new Set<string>();
  /** The voter of each stored vote, by its `seq`. */
  readonly voterOf = new Map<number, string>();

  /** The `seq` of the poll that an act is about; a `seq` that has no poll if there is no such poll. */
  seqOf(nth: number): number {
    const seqs = [...this.polls.keys()];
    return seqs[nth % seqs.length] ?? 1;
  }

  /** What the room must answer. */
  judge(member: string, act: Act): Answer {
    const why = this.#judge(member, act);
    return this.muted.has(member) && why !== 'unchanged' && act.do !== 'delete' ? 'muted' : why;
  }

  #judge(member: string, act: Act): Answer {
    if (act.do === 'ask') return 'stored';
    const poll = this.polls.get(this.seqOf(act.nth));
    if (!poll || poll.isGone) return 'not_found';
    const isAllowed = poll.author === member || this.moderators.has(member);
    switch (act.do) {
      case 'vote':
        if (act.choice.some((option) => option >= OPTIONS.length)) return 'bad_request';
        if (act.choice.length > 1 && !poll.many) return 'bad_request';
        if (`${act.choice}` === `${poll.choices.get(member) ?? []}`) return 'unchanged';
        return poll.isClosed ? 'forbidden' : 'stored';
      case 'close':
        if (poll.isClosed) return 'unchanged';
        return isAllowed ? 'stored' : 'forbidden';
      case 'delete':
        return isAllowed ? 'stored' : 'forbidden';
    }
  }

  /** Applies an act that the room stored as `seq`. */
  apply(seq: number, member: string, act: Act): void {
    if (act.do === 'ask') {
      const { many } = act;
      this.polls.set(seq, { author: member, many, isClosed: false, isGone: false, choices: new Map() });
      return;
    }
    const poll = this.polls.get(this.seqOf(act.nth));
    if (!poll) return;
    if (act.do === 'close') poll.isClosed = true;
    if (act.do === 'delete') poll.isGone = true;
    if (act.do !== 'vote') return;
    this.voterOf.set(seq, member);
    if (act.choice.length > 0) poll.choices.set(member, act.choice);
    else poll.choices.delete(member);
  }

  /** What everybody may see of a poll, and the member's own choice; `gone` for a deleted poll. */
  seenBy(member: string, seq: number): (Standing & { mine: readonly number[] }) | 'gone' {
    const poll = this.polls.get(seq);
    if (!poll || poll.isGone) return 'gone';
    const choices = [...poll.choices.values()];
    return {
      counts: OPTIONS.map((_, option) => choices.filter((choice) => choice.includes(option)).length),
      voters: choices.length,
      isClosed: poll.isClosed,
      mine: poll.choices.get(member) ?? [],
    };
  }
}
