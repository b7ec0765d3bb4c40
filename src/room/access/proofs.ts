/**
 * Sees to it that a proof is used once. Used proofs are kept in memory and in the attachments of the sockets that they let in, so
 * they cost no row. Hibernation loses the others. A proof that was signed before the object woke may be one of those: it is refused.
 */

import type { Proof } from '../../protocol/identity.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';

/** The longest time that a proof is valid: 60 s before and after its `iat`. */
const KEPT_MS = 120_000;
/** The runtime evicts an object only after so long without an event (measured; docs/architecture.md). */
const IDLE_MS = 10_000;

const SLEPT = {
  connect: 'The room slept and takes only a proof that was just signed.',
  call: 'Sign a new proof: the room slept.',
} as const;

export class Proofs {
  /** Member and `jti` → when the proof expires by itself (Unix milliseconds), the earliest first, but for restored ones. */
  readonly #used = new Map<string, number>();
  /** Proofs signed before this time may have been used before the object slept. Unix milliseconds. */
  readonly #notBefore: number;
  /** A proof of a connect may have been forgotten. */
  #someoneCame = true;

  /** @param startedMs when this life of the object began */
  constructor(startedMs: number) {
    this.#notBefore = startedMs - IDLE_MS;
  }

  /** Tells that nobody has connected lately, so no proof of a connect was forgotten. One of an API call may be, since a call leaves no trace. */
  nobodyCame(): void {
    this.#someoneCame = false;
  }

  /** Takes up the proof of a connection that was open while the room slept. */
  restore({ memberId, jti, joined }: { memberId: string; jti: string | undefined; joined: number }): void {
    if (jti !== undefined) this.#used.set(key(memberId, jti), joined + KEPT_MS);
  }

  /**
   * Checks that a proof is used for the first time, and notes that it was used even if it is refused for another reason.
   * @param purpose is signed, so that a proof of a connect is not accepted for a call, nor the reverse
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

/** Contains the member, so that nobody can use up the proofs of another one. Neither an id nor a `jti` contains a space. */
function key(memberId: string, jti: string): string {
  return `${memberId} ${jti}`;
}
