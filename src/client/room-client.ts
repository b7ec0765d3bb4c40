/** A client with everything that can be done in a room. */

import type { ModRequest } from '../protocol/events/mod.ts';
import type { Kind } from '../protocol/events/traits.ts';
import type { FoundFrame } from '../protocol/frames.ts';
import { type WakeTargets, watchWake } from './connection/wake.ts';
import { CoreClient } from './core-client.ts';
import type { Asked, ChangeResult, Submitted } from './events/compose.ts';
import type { Session } from './identity/session.ts';
import type { RoomClientOptions } from './options.ts';
import { abandon, rejoin } from './outbox/abandon.ts';
import { retry } from './outbox/retry-failed.ts';
import { followMembers, keepMembers } from './questions/member-refresh.ts';
import type { Answer, Question, Reply } from './questions/pending-questions.ts';
import { listMembers, loadOlder, search } from './questions/questions.ts';
import { request } from './questions/request.ts';
import { rename } from './rename.ts';
import { copyOf, type RoomCopy } from './room-copy/room-copy.ts';
import type { SettingsChange } from './room-state/state.ts';
import { changeSettings, editMessage, submit, useKey } from './submit.ts';

export class RoomClient extends CoreClient {
  readonly #wake: WakeTargets | undefined;
  #stopWatching: (() => void) | undefined;

  /** @throws TypeError if `url` is invalid */
  constructor(options: RoomClientOptions) {
    super(options);
    this.#wake = options.wake;
    keepMembers(this);
  }

  /** Pass this as `session` to a later client to resume there. Read it once this client is `opened`. */
  get session(): Session {
    const { credentials, store } = this.parts;
    const { epoch, head } = store.state;
    return { sid: credentials.sessionSecret, position: { epoch, head } };
  }

  /** Pass this as `copy` to a later client. `undefined` while there is nothing worth keeping. */
  get copy(): RoomCopy | undefined {
    return copyOf(this.parts.store.state);
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

  /**
   * Leaves the room permanently and drops unacknowledged events. Events that were already sent may still be stored.
   * @returns resolves once the stored events are dropped too
   */
  abandon(): Promise<void> {
    return abandon(this);
  }

  /** Undoes `abandon`: queues the dropped events again, with the same ids, and connects. */
  rejoin(): void {
    rejoin(this);
  }

  /**
   * Queues an event of any kind, which is shown at once and sent when connected. Never throws. The methods below and
   * `send` describe each kind.
   */
  submit<K extends Kind>(kind: K, asked: Asked[K]): Submitted<K> {
    return submit(this, kind, asked);
  }

  /**
   * Changes the text of one of the client's own messages. The change is shown at once and sent when connected.
   * @param target the `seq` of a stored message, or the id of one in `state.outbox` that was never sent
   */
  edit(target: number | string, data: string): ChangeResult {
    return editMessage(this, target, data);
  }

  /**
   * Deletes a stored message. The deletion is shown at once and sent when connected. The room refuses to delete other
   * members' messages without the right.
   */
  remove(seq: number): ChangeResult {
    return submit(this, 'delete', { ref: seq });
  }

  /**
   * Adds or removes this member's reaction `emoji` on a stored message. The change is shown at once and sent when
   * connected.
   */
  react(seq: number, emoji: string, on: boolean): ChangeResult {
    return submit(this, 'react', { ref: seq, emoji, on });
  }

  /**
   * Retries a failed message or change after all others.
   * @returns its id, which is new where the old one can't be used again; `undefined` if nothing that failed has this id
   */
  retry(id: string): string | undefined {
    return retry(this, id);
  }

  /**
   * Changes this member's name for everything queued from now on, or with the next connection. `state.self` gets the new
   * name, possibly with a suffix.
   * @param name must satisfy `cleanName`, which says why a name is refused; the room then keeps the old one
   */
  rename(name: string): void {
    rename(this, name);
  }

  /**
   * Changes settings of the room for all members. The change is shown at once and sent when connected. The topic is a
   * single line. A key with which this session locks the room is also the key it presents from then on.
   */
  set(settings: SettingsChange): ChangeResult {
    return changeSettings(this, settings);
  }

  /**
   * The key to present from the next connection attempt on. Until the key is right, a locked room ends the link with
   * the code `locked`.
   */
  useKey(key: string | undefined): void {
    useKey(this, key);
  }

  /**
   * Acts on a member, such as `{ action: 'mute', who }`. Sent when connected. The room refuses it without the right.
   */
  moderate(request: ModRequest): ChangeResult {
    return submit(this, 'mod', request);
  }

  /**
   * Requests a page of history, of members, of the audit list or of search results. Never rejects and doesn't change
   * `messages`.
   */
  request(question: Question): Promise<Reply<Answer>> {
    return request(this, question);
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
