/**
 * Proofs that were used: each lets somebody in once. They are kept in memory and with the sockets that they let in, and cost
 * no row; what of them a sleep loses is made up for by refusing what could be older than the sleep.
 */

import { type Refusal, refuse } from '../../protocol/refusal.ts';

/** A proof is good for at most so long: 60 s on either side of its `iat`. */
const KEPT_MS = 120_000;
/** The runtime lets an object go only after so long without an event (measured; docs/architecture.md). */
const IDLE_MS = 10_000;

/** A proof that the edge found genuine. */
export interface Proof {
  jti: string;
  /** When it was signed, by the clock of who signed it. Unix milliseconds. */
  iatMs: number;
}

const SLEPT = {
  connect: 'The room slept and takes only a proof that was just signed.',
  call: 'Sign a new proof: the room slept.',
} as const;

export class Proofs {
  /** Member and `jti` → until when it counts as used; oldest first, but for what was restored. */
  readonly #used = new Map<string, number>();
  /** What was signed before may have been used in a life of this object that is forgotten: it came before the object fell asleep. */
  readonly #notBefore: number;
  #someoneCame = true;

  /** @param startedMs when this life of the object began */
  constructor(startedMs: number) {
    this.#notBefore = startedMs - IDLE_MS;
  }

  /** Nobody connected lately: no proof of a connect can be forgotten. One of an API call can, since a call leaves no trace. */
  nobodyCame(): void {
    this.#someoneCame = false;
  }

  /** A connection that was here before the room slept. */
  restore({ memberId, jti, joined }: { memberId: string; jti: string | undefined; joined: number }): void {
    if (jti !== undefined) this.#used.set(key(memberId, jti), joined + KEPT_MS);
  }

  /**
   * Judges a proof, and notes that it was used, whatever becomes of it.
   * @param purpose one for a connect is good for no call, and the reverse: what they are for is signed
   * @returns why it won't do: it was used before, or may have been before this object woke, which a newer proof can't; `undefined` if
   *   it will
   */
  use(
    memberId: string,
    { jti, iatMs }: Proof,
    purpose: 'connect' | 'call',
    now: number,
  ): Refusal<'unauthorized' | 'proof_expired'> | undefined {
    for (const [used, until] of this.#used) {
      if (until > now) break;
      this.#used.delete(used);
    }
    const id = key(memberId, jti);
    const until = this.#used.get(id);
    if (until !== undefined && until > now)
      return refuse('unauthorized', `The proof was used before: "jti" must be new for each ${purpose}.`);
    this.#used.delete(id);
    this.#used.set(id, now + KEPT_MS);
    const mayBeForgotten = this.#someoneCame || purpose === 'call';
    return mayBeForgotten && iatMs < this.#notBefore ? refuse('proof_expired', SLEPT[purpose], { ts: now }) : undefined;
  }
}

/** By member, so that nobody can use up the proofs of another. An id has no space in it, nor has a `jti`. */
function key(memberId: string, jti: string): string {
  return `${memberId} ${jti}`;
}
