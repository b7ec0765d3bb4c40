/** The client's public API: what a page or a bot imports. What only runs in Node is in `node/`. */

export { openRoom } from './browser.ts';
export type { Clock } from './clock.ts';
export type { SocketClass } from './connection.ts';
export { CoreClient } from './core-client.ts';
export type { ChangeResult, SendResult } from './events/registry.ts';
export { type Identity, identityOf, makeKey, type ProofPurpose } from './identity.ts';
export { browserIdentity } from './identity-idb.ts';
export { inviteLink } from './invite.ts';
export { keyInLink } from './key-in-link.ts';
export type { ClientEvents, Listener, StoredEvent } from './listeners.ts';
export { followMembers, keepMembers } from './member-refresh.ts';
export { lowerBound } from './messages.ts';
export { type OpenRoom, type OpenRoomOptions, openTab } from './open-tab.ts';
export type { Opening, RoomClientOptions } from './options.ts';
export { memoryOutbox, type OutboxStore } from './outbox.ts';
export type { Answer, Question, Reply } from './queries.ts';
export { listMembers, loadOlder, search } from './questions.ts';
export { RoomClient } from './room-client.ts';
export type { RoomCopy } from './room-copy.ts';
export { loadCopy } from './room-copy-idb.ts';
export { keepCopy, saveCopy, takeCopy } from './room-copy-keeping.ts';
export { roomKey } from './room-key.ts';
export { newSessionSecret, type Session } from './session.ts';
export type { Change, Link, Message, Notice, Outgoing, RoomState, SettingsChange } from './state.ts';
export { keepsUnsent } from './storage-check.ts';
export type { WakeTargets } from './wake.ts';
