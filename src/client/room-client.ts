/** A client with everything that can be done in a room. */

import type { FoundFrame } from '../protocol/frames.ts';
import { type WakeTargets, watchWake } from './connection/wake.ts';
import { CoreClient } from './core-client.ts';
import type { RoomClientOptions } from './options.ts';
import { followMembers, keepMembers } from './questions/member-refresh.ts';
import type { Reply } from './questions/pending-questions.ts';
import { listMembers, loadOlder, search } from './questions/questions.ts';

export class RoomClient extends CoreClient {
  readonly #wake: WakeTargets | undefined;
  #stopWatching: (() => void) | undefined;

  /** @throws TypeError if `url` is invalid */
  constructor(options: RoomClientOptions) {
    super(options);
    this.#wake = options.wake;
    keepMembers(this);
  }

  /** Connects and stays connected until `leave` or a final refusal (`stopped`). Watches `wake` meanwhile. */
  override connect(): void {
    this.#stopWatching ??= watchWake(() => [this], this.#wake);
    super.connect();
  }

  override leave(): void {
    super.leave();
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  /** Loads one page of messages before the oldest loaded one. Does nothing while disconnected or already loading. */
  loadOlder(): Promise<void> {
    return loadOlder(this);
  }

  /**
   * Requests the members page by page and updates `state.members`.
   * @param atLeast stop after the page that reaches this number; default: all
   */
  who(atLeast?: number): Promise<void> {
    return listMembers(this, atLeast);
  }

  /**
   * Keeps `state.members` up to date even in a large room, which only reports a count. Requests the list now if it has
   * changed, and then within a minute of each change. Call it while the list is displayed.
   * @param atLeast how many members are displayed
   * @returns a function that stops it
   */
  followMembers(atLeast: number): () => void {
    return followMembers(this, atLeast);
  }

  /**
   * Searches the whole log for messages that contain all words and "phrases", in any case and spelling. Never rejects
   * and doesn't change `messages`.
   * @param before continues from an earlier answer: pass its `before`, unless that is 0
   * @returns at most 50 messages, newest first
   */
  search(text: string, before?: number): Promise<Reply<FoundFrame>> {
    return search(this, text, before);
  }
}
