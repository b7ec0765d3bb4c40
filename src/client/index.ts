/** The client's public API: what a page or a bot imports. What only runs in Node is in `node/`. */

export { openRoom } from './browser.ts';
export type { Clock } from './clock.ts';
export type { SocketClass } from './connection/connection.ts';
export type { WakeTargets } from './connection/wake.ts';
export { CoreClient } from './core-client.ts';
export type { ChangeResult, SendResult } from './events/compose.ts';
export { type Identity, identityOf, makeKey, type ProofPurpose } from './identity/identity.ts';
export { browserIdentity } from './identity/identity-idb.ts';
export { inviteLink } from './identity/invite.ts';
export { keyInLink } from './identity/key-in-link.ts';
export { roomKey } from './identity/lock-key.ts';
export { newSessionSecret, type Session } from './identity/session.ts';
export type { ClientEvents, Listener, StoredEvent } from './listeners.ts';
export { type OpenRoom, type OpenRoomOptions, openTab } from './open-tab.ts';
export type { Opening, RoomClientOptions } from './options.ts';
export { memoryOutbox, type OutboxStore } from './outbox/outbox.ts';
export { followMembers, keepMembers } from './questions/member-refresh.ts';
export type { Answer, Question, Reply } from './questions/pending-questions.ts';
export { listMembers, loadOlder, search } from './questions/questions.ts';
export { rename } from './rename.ts';
export { RoomClient } from './room-client.ts';
export type { RoomCopy } from './room-copy/room-copy.ts';
export { loadCopy } from './room-copy/room-copy-idb.ts';
export { keepCopy, saveCopy, takeCopy } from './room-copy/room-copy-keeping.ts';
export { lowerBound } from './room-state/messages.ts';
export type { Change, Link, Message, Notice, Outgoing, RoomState, SettingsChange } from './room-state/state.ts';
export { keepsUnsent } from './storage/storage-check.ts';
