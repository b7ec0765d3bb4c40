/** Requests for all kinds of events: functions of a client, so that a page can load them after its first paint. */

import type { Kind } from '../protocol/events/traits.ts';
import type { CoreClient } from './core-client.ts';
import { messageText, NO_MESSAGE, refuse } from './events/checks.ts';
import { type Asked, type ChangeResult, compose, type Submitted } from './events/compose.ts';
import { rewritten } from './outbox/rewritten.ts';
import type { SettingsChange } from './room-state/state.ts';

/** Queues an event of any kind, which is shown at once and sent when connected. RoomClient describes each kind. */
export function submit<K extends Kind>(client: CoreClient, kind: K, asked: Asked[K]): Submitted<K> {
  return client.queue(compose(kind, asked, client.state));
}

/** See `RoomClient.edit`. */
export function editMessage(client: CoreClient, target: number | string, data: string): ChangeResult {
  return typeof target === 'number'
    ? submit(client, 'edit', { ref: target, text: data })
    : rewrite(client, target, data);
}

/** Changes the text of a message that was never sent. */
function rewrite(client: CoreClient, id: string, data: string): ChangeResult {
  const { store, outbox: sender } = client.parts;
  const text = messageText(data, store.state.limits);
  if (typeof text !== 'string') return text;
  const outbox = rewritten(store.state.outbox, id, text);
  if (outbox === undefined) return refuse('not_found', NO_MESSAGE);
  if (outbox === 'on_its_way') return refuse('on_its_way', 'The message may already be stored.');
  sender.change(outbox);
  return { ok: true, id };
}

/** See `RoomClient.set`. */
export function changeSettings(client: CoreClient, settings: SettingsChange): Submitted<'set'> {
  const result = submit(client, 'set', settings);
  if (result.ok && settings.key !== undefined) useKey(client, settings.key);
  return result;
}

/** See `RoomClient.useKey`. */
export function useKey({ parts }: CoreClient, key: string | undefined): void {
  parts.credentials.key = key;
}
