/**
 * Ensures that each proof is used only once. Used proofs are kept in memory and in the attachments of the sockets they
 * admitted, so they cost no row. All others are forgotten when the object hibernates. So a proof signed before the
 * object woke is refused: it may have been used.
 */

import type { Proof } from '../../protocol/identity.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';

/** The longest time for which a proof is valid: 60 s before and after its `iat`. */
const KEPT_MS = 120_000;
/** The runtime evicts an object only after this long without an event (measured; docs/architecture.md). */
const IDLE_MS = 10_000;

const SLEPT = {
  connect: 'The room has just woken up. Connect again with a newly signed proof.',
  call: 'The room has just woken up. Sign a new proof.',
} as const;

export class Proofs {
  /**
   * Member and `jti` → when the proof expires (Unix milliseconds). The earliest comes first, except for restored ones.
   */
  readonly #used = new Map<string, number>();
  /** Proofs signed before this time may have been used before the object hibernated. Unix milliseconds. */
  readonly #notBefore: number;
  /** Whether a proof used to connect may have been forgotten. */
  #someoneCame = true;

  /** @param startedMs when the object started */
  constructor(startedMs: number) {
    this.#notBefore = startedMs - IDLE_MS;
  }

  /**
   * Called if nobody has connected recently, so that no proof used to connect was forgotten. A proof of an API call may
   * have been forgotten, since a call leaves no trace.
   */
  nobodyCame(): void {
    this.#someoneCame = false;
  }

  /** Restores the proof of a connection that was open during hibernation. */
  restore({ memberId, jti, joined }: { memberId: string; jti: string | undefined; joined: number }): void {
    if (jti !== undefined) this.#used.set(key(memberId, jti), joined + KEPT_MS);
  }

  /**
   * Checks that a proof is used for the first time, and records it even if the request is refused for another reason.
   * @param purpose part of the signature, so that a proof for connecting is not accepted for an API call or vice versa
   * @returns why the proof is refused; `undefined` if it is accepted. A proof is refused if it was used before, or may
   *   have been used before this object woke. A newer proof fixes the latter
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
      return refuse('unauthorized', 'This proof has already been used. Sign a new one with another "jti".');
    this.#used.delete(id);
    this.#used.set(id, now + KEPT_MS);
    const mayBeForgotten = this.#someoneCame || purpose === 'call';
    return mayBeForgotten && iatMs < this.#notBefore ? refuse('proof_expired', SLEPT[purpose], { ts: now }) : undefined;
  }
}

/**
 * Includes the member, so that nobody can use up another member's proofs. Neither an id nor a `jti` contains a space.
 */
function key(memberId: string, jti: string): string {
  return `${memberId} ${jti}`;
}
