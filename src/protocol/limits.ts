/** Numbers both sides must agree on. What an owner may change is configuration instead (src/edge/config.ts). */

/** Version of the wire, told in `welcome`. */
export const PROTOCOL_VERSION = 1;

/** Largest frame a client may send. One event must stay cheap to parse, store and replay. */
export const FRAME_BYTES = 16_384;
/** Beyond this a frame is not merely refused but the connection is closed (4413): no honest client sends it, and parsing costs. */
export const FATAL_FRAME_BYTES = 65_536;

/** A room name, in code points. */
export const ROOM_NAME_CHARS = 64;
/** A member's name, in code points. */
export const MEMBER_NAME_CHARS = 32;
/** The whole Sec-WebSocket-Protocol list. A key, a proof and a session id fit with room to spare. */
export const SUBPROTOCOL_BYTES = 2_048;

/**
 * Bytes in one answer: a page of history, the window after `welcome`, what a search found, the audit list, a page of an export.
 * A phone at 400 kbit/s reads as much in five seconds, before anything else reaches it.
 */
export const ANSWER_BYTES = 262_144;
/** Most messages one `history` answers. */
export const HISTORY_LIMIT = 100;
/** Events looked through for one `history`: between two messages there may be any number of others. Some 10 ms of the room's only thread. */
export const HISTORY_SCAN = 100_000;
/** Messages in the `history` that follows a `welcome`: a screenful or two. */
export const WELCOME_HISTORY = 50;
/** A resume that missed more than this starts from a fresh window: reading on is quicker than replaying. */
export const REPLAY_EVENTS = 1_000;
/** The same bound in bytes, so that a thousand long messages don't stall the room. */
export const REPLAY_BYTES = 1_048_576;
/** Members in one `who` list. */
export const WHO_PAGE = 200;
/**
 * A room of so many counted members tells how many are here in place of each coming and going, since a notice by name costs a
 * frame for every member;
 */
export const COUNT_FROM = 201;
/** and goes on with it until there are fewer than this, so that a room around the limit doesn't change back and forth. */
export const COUNT_UNTIL = 160;
/** It tells a new count at most this often, in milliseconds, */
export const COUNT_EVERY_MS = 5_000;
/** and only if it changed by this share of the count that was told last. */
export const COUNT_SHARE = 0.01;

/** Most frames, and bytes, in one `batch`: what 200 members who each say 25 things a second send in the 50 ms that events may wait. */
export const BATCH_FRAMES = 256;
export const BATCH_BYTES = 262_144;
/** And in one of a replay: a slow line shows the first messages before it has the last. */
export const REPLAY_BATCH_FRAMES = 64;
export const REPLAY_BATCH_BYTES = 65_536;

/** How many of the newest stored events are looked through for a repeated id without `again`. */
export const DEDUPE_WINDOW = 64;
/** Events further back that one call looks through for a repeated id: up to 30 ms of the room's only thread where each is long. */
export const REPEAT_SCAN = 5_000;

/** Different emoji on one message: more are noise, and the message's row holds them all. */
export const REACTION_KINDS = 20;
/** Reactions on one message, all kinds together: its row is written anew with each, and history carries them. */
export const REACTIONS = 500;
/** Seconds between two messages of one member, at most. */
export const SLOW_SECONDS = 3_600;
/** Days that a room may ask for its events to be kept. */
export const RETENTION_DAYS = 36_500;
/** Events looked through for one `audit`: a room has few of what it tells, and many others in between. */
export const AUDIT_SCAN = 20_000;
/** Entries in one `audit`. */
export const AUDIT_LIMIT = 100;
/** Bans, mutes, and roles in one room, of each so many: they are in one row, written anew with each. */
export const RESTRICTED = 500;
/** The last moment that a `Date` can name (ECMA-262, time values), in Unix milliseconds. */
export const LAST_MS = 8_640_000_000_000_000;
/** Messages in one `found`. */
export const SEARCH_LIMIT = 50;
/** Events looked through for one `search`, */
export const SEARCH_SCAN = 10_000;
/** and what looking at their texts may cost, in the steps of src/room/queries/search.ts: some 12 ms of the room's only thread. */
export const SEARCH_STEPS = 2_500_000;
/** What is searched for, in code points, and in words and phrases. */
export const SEARCH_CHARS = 200;
export const SEARCH_TERMS = 10;
/** One word or phrase of it, folded, in UTF-16 code units: V8 looks for longer ones in a time that is not linear. */
export const TERM_UNITS = 250;
/** Searches a room answers in a second, whoever asks: each may be a look at everything. */
export const SEARCHES = 5;
/** A member is said to be typing at most this often, in milliseconds, */
export const TYPING_MS = 3_000;
/** and only in rooms of at most so many: in larger ones somebody always is. */
export const TYPING_MEMBERS = 50;
/** A session tells at most this often how far it has read, in milliseconds. */
export const READ_MS = 2_000;
/** A room's topic, in code points: one line of the header. */
export const TOPIC_CHARS = 200;
