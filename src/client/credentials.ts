/** As what a client connects: its session, member, name and key of the room. */

import { connectUri, PROOF_CHARS } from '../protocol/identity.ts';
import { normaliseRoom } from '../protocol/room-names.ts';
import type { ClientState } from './client-state.ts';
import type { Clock } from './clock.ts';
import type { Target } from './connection.ts';
import type { Identity } from './identity.ts';
import type { Opening, RoomClientOptions } from './options.ts';
import { newSessionSecret } from './session.ts';

export class Credentials {
  readonly #url: string;
  readonly #clock: Clock;
  #identity: Identity | undefined;
  sessionSecret = newSessionSecret();
  /** As asked for last. The server may have made another of it, which is in `state.self`. */
  name: string | undefined;
  /** Of a locked room. */
  key: string | undefined;

  /** @throws TypeError if `url` is none */
  constructor(options: RoomClientOptions, clock: Clock) {
    this.#url = new URL(options.url).href;
    this.#clock = clock;
    this.name = options.name;
    this.key = options.key;
    this.take(options);
  }

  /** Takes over what is there of `session` and `identity`. */
  take({ session, identity }: Opening): void {
    if (session) this.sessionSecret = session.sid;
    if (identity) this.#identity = identity;
  }

  /** The server refused a proof for its time, which by its own clock (Unix milliseconds) is this. */
  setClock(serverMs: number): void {
    this.#identity?.setClock(serverMs, this.#clock.now());
  }

  /** Where to connect to, and as whom. Rejects if it can't sign. */
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
      // In a room whose name is very long in UTF-8 one is a guest.
      proof: proof && proof.length <= PROOF_CHARS ? proof : undefined,
    };
  }
}
