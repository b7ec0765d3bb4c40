/** What a client connects with: its session, identity, name and room key. */

import { connectUri, PROOF_CHARS } from '../../protocol/identity.ts';
import { normaliseRoom } from '../../protocol/room-names.ts';
import type { Clock } from '../clock.ts';
import type { Target } from '../connection/connection.ts';
import type { Opening, RoomClientOptions } from '../options.ts';
import type { ClientState } from '../room-state/client-state.ts';
import type { Identity } from './identity.ts';
import { newSessionSecret } from './session.ts';

export class Credentials {
  readonly #url: string;
  readonly #clock: Clock;
  #identity: Identity | undefined;
  sessionSecret = newSessionSecret();
  /** The name requested last. `state.self` has the name that the server assigned. */
  name: string | undefined;
  /** The key of a locked room. */
  key: string | undefined;

  /** @throws TypeError if `url` is invalid */
  constructor(options: RoomClientOptions, clock: Clock) {
    this.#url = new URL(options.url).href;
    this.#clock = clock;
    this.name = options.name;
    this.key = options.key;
    this.take(options);
  }

  /** Takes over `session` and `identity`, if present. */
  take({ session, identity }: Opening): void {
    if (session) this.sessionSecret = session.sid;
    if (identity) this.#identity = identity;
  }

  /** The server rejected the time of a proof. `serverMs` is the time of its own clock, in Unix milliseconds. */
  setClock(serverMs: number): void {
    this.#identity?.setClock(serverMs, this.#clock.now());
  }

  /** Where to connect, and with which credentials. Rejects if signing fails. */
  async target({ room, epoch, head }: ClientState): Promise<Target> {
    const htu = connectUri(new URL(this.#url).host, normaliseRoom(room) ?? room);
    const proof = await this.#identity?.prove({ htm: 'GET', htu, nowMs: this.#clock.now() });
    return {
      url: this.#url,
      room,
      sessionSecret: this.sessionSecret,
      key: this.key,
      name: this.name,
      ...(epoch !== '' && { since: head, epoch }),
      // If the room's name is very long in UTF-8, the proof is too long and the client connects as a guest.
      proof: proof && proof.length <= PROOF_CHARS ? proof : undefined,
    };
  }
}
