/** Keeps one session connected: takes its link from state to state and carries out the effects of each transition. */

import { CLOSE } from '../../protocol/codes.ts';
import type { ClientFrame } from '../../protocol/requests.ts';
import { normaliseRoom, ROOM_NAME_RULE } from '../../protocol/room-names.ts';
import { Connection, type ConnectionOptions, type Target } from './connection.ts';
import { type LinkEffect, type LinkEvent, type LinkState, type Loss, stepLink } from './link.ts';

export interface ReconnectorOptions extends Omit<ConnectionOptions, 'lost'> {
  /** The present link. The client's state has it (state-store.ts). */
  link: () => LinkState;
  /** Called with the next link, once the effects of the transition are under way. */
  changed: (link: LinkState) => void;
  /** Where to connect now, and with which credentials. If it rejects, it is called again later. */
  target: () => Promise<Target>;
  /** The server rejected the time of a proof. `serverMs` is the time of its own clock, in Unix milliseconds. */
  setClock: (serverMs: number) => void;
}

export class Reconnector {
  readonly #options: ReconnectorOptions;
  #connection: Connection | undefined;
  #cancelWait: (() => void) | undefined;

  constructor(options: ReconnectorOptions) {
    this.#options = options;
  }

  connect(): void {
    this.#step({ type: 'connect' });
  }

  leave(): void {
    this.#step({ type: 'leave' });
  }

  /** Checks whether the server still answers, or ends a wait and tries again. */
  wake(): void {
    this.#step({ type: 'wake', nowMs: this.#options.clock.now() });
  }

  /** Treats the connection as lost. */
  drop(reason: string): void {
    this.#lose({ close: CLOSE.dropping, reason });
  }

  /** Sends a frame. Call only while live; without a connection it does nothing. */
  send(frame: ClientFrame): void {
    this.#connection?.send(frame);
  }

  #lose(loss: Loss): void {
    const { clock, random } = this.#options;
    this.#step({ type: 'lost', loss, nowMs: clock.now(), random: random() });
  }

  #step(event: LinkEvent): void {
    const before = this.#options.link();
    const { link, effects } = stepLink(before, event);
    if (link !== before) this.#cancelWait?.();
    for (const effect of effects) this.#do(effect, link);
    if (link !== before) this.#options.changed(link);
  }

  #do(effect: LinkEffect, link: LinkState): void {
    const { clock, setClock } = this.#options;
    switch (effect.do) {
      case 'open':
        this.#open(link);
        return;
      case 'close':
        this.#connection?.close(effect.code);
        this.#connection = undefined;
        return;
      case 'probe':
        return this.#connection?.probe();
      case 'wait':
        this.#cancelWait = clock.after(Math.max(0, effect.untilMs - clock.now()), () => this.#step({ type: 'due' }));
        return;
      case 'setClock':
        return setClock(effect.serverMs);
    }
  }

  /**
   * @param link the state that asked for the connection; if it changes before the target is known, no connection is
   *   made
   */
  async #open(link: LinkState): Promise<void> {
    const target = await this.#options.target().catch((error: unknown) => String(error));
    if (this.#options.link() !== link) return;
    if (typeof target === 'string') return this.drop(target);
    const room = normaliseRoom(target.room);
    if (room === undefined) return this.#lose({ close: CLOSE.bad_room, reason: ROOM_NAME_RULE });
    this.#connection = new Connection({ ...target, room }, { ...this.#options, lost: (loss) => this.#lose(loss) });
  }
}
