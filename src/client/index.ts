/** The client's public face: what a page or a bot imports. For files in Node see `node/`. */

export { type OpenRoom, type OpenRoomOptions, openRoom } from './browser.ts';
export { RoomClient, type RoomClientOptions, type SendResult } from './room-client.ts';
export type { Link, Message, Notice, Outgoing, RoomState } from './state.ts';
