/** What a client asks the room for: older messages, its members, a search. `RoomClient` documents the functions. */

import type { FoundFrame } from '../../protocol/frames.ts';
import { HISTORY_LIMIT } from '../../protocol/limits.ts';
import type { Person } from '../../protocol/members.ts';
import { isModerating } from '../../protocol/roles.ts';
import type { CoreClient } from '../core-client.ts';
import { newId } from '../identity/session.ts';
import type { Reply } from './pending-questions.ts';
import { ask, request } from './request.ts';

export async function loadOlder(client: CoreClient): Promise<void> {
  const { store } = client.parts;
  const { hasOlder, older, sync, messages, head } = store.state;
  if (!hasOlder || older !== undefined || sync.status !== 'live') return;
  let before = messages[0]?.seq ?? head + 1;
  for (;;) {
    const id = newId();
    store.set({ older: id });
    const reply = await ask(client, { type: 'history', id, before, limit: HISTORY_LIMIT });
    if (!reply.ok && store.state.older === id) store.set({ older: undefined });
    // The room scans a limited number of events per request, so a page can be empty although older messages exist.
    if (!reply.ok || reply.frame.type !== 'history' || reply.frame.data.length > 0 || !reply.frame.more) return;
    if (reply.frame.first >= before) return;
    before = reply.frame.first;
  }
}

export async function listMembers(client: CoreClient, atLeast = Number.POSITIVE_INFINITY): Promise<void> {
  let after: string | undefined;
  for (let named = 0; ; ) {
    const reply = await request(client, { type: 'who', ...(after !== undefined && { after }) });
    if (!reply.ok || reply.frame.type !== 'who') return;
    const { data, more } = reply.frame;
    named += data.length;
    after = data.at(-1)?.id;
    if (!more || after === undefined) return;
    if (named >= atLeast) return forgetUntold(client, after);
  }
}

function forgetUntold({ parts: { store } }: CoreClient, last: string): void {
  const { memberList, members } = store.state;
  if (memberList === 'asked' || memberList === 'stale') store.set({ members: withoutUntold(members, last) });
}

/**
 * The members without those for whom no notices come. Past the last id of the list, only owners and moderators are
 * kept, because the room still reports their joins and leaves by name.
 * @param last the last id that the list named
 */
function withoutUntold(members: ReadonlyMap<string, Person>, last: string): ReadonlyMap<string, Person> {
  return new Map([...members].filter(([id, { role }]) => id <= last || isModerating(role)));
}

export async function search(client: CoreClient, text: string, before?: number): Promise<Reply<FoundFrame>> {
  const reply = await request(client, { type: 'search', data: text, ...(before !== undefined && { before }) });
  if (!reply.ok) return reply;
  if (reply.frame.type === 'found') return { ok: true, frame: reply.frame };
  return { ok: false, code: 'internal', text: 'The room’s answer is not a search result.' };
}
