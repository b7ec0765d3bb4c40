/**
 * Numbers that client and server must agree on. What an operator may change is configuration instead
 * (src/edge/config.ts).
 */

/** Version of the wire protocol, sent in `welcome`. */
export const PROTOCOL_VERSION = 1;

/** Largest frame that a client may send, in bytes. An event must stay cheap to parse, store and replay. */
export const FRAME_BYTES = 16_384;
/**
 * A frame above this size closes the connection (4413) instead of only being refused. No well-behaved client sends one,
 * and parsing it would cost time.
 */
export const FATAL_FRAME_BYTES = 65_536;

/** Longest room name, in code points. */
export const ROOM_NAME_CHARS = 64;
/** Longest member name, in code points. */
export const MEMBER_NAME_CHARS = 32;
/** Longest Sec-WebSocket-Protocol header, in bytes. A room key, a proof and a session secret fit easily. */
export const SUBPROTOCOL_BYTES = 2_048;

/**
 * The maximum number of bytes in one answer: a page of history, the window after `welcome`, search results, the audit
 * list or a page of an export. A phone at 400 kbit/s takes five seconds to read it, and nothing else reaches it
 * meanwhile.
 */
export const ANSWER_BYTES = 262_144;
/** The maximum number of messages in one `history`. */
export const HISTORY_LIMIT = 100;
/**
 * The maximum number of events scanned for one `history`, since any number of other events can lie between two
 * messages. The scan takes about 10 ms of the room's only thread.
 */
export const HISTORY_SCAN = 100_000;
/** Messages in the `history` that follows a `welcome`: one or two screens. */
export const WELCOME_HISTORY = 50;
/**
 * A session that missed more events than this starts from a fresh window, because paging back as needed is faster than
 * a replay.
 */
export const REPLAY_EVENTS = 1_000;
/** The maximum number of bytes in a replay, so that a thousand long messages don't stall the room. */
export const REPLAY_BYTES = 1_048_576;
/** The maximum number of members in one `who`. */
export const WHO_PAGE = 200;
/**
 * From this many counted members on, a room reports how many members are present instead of each join and leave,
 * because a notice by name costs a frame for every member.
 */
export const COUNT_FROM = 201;
/**
 * The room goes back to notices by name below this number. The gap to COUNT_FROM keeps a room near the threshold from
 * switching back and forth.
 */
export const COUNT_UNTIL = 160;
/** Shortest interval between two counts, in milliseconds. */
export const COUNT_EVERY_MS = 5_000;
/** Smallest change that causes a new count, as a share of the last count sent. */
export const COUNT_SHARE = 0.01;

/**
 * The maximum number of frames in one `batch`: what 200 members who each send 25 messages a second produce in 50 ms,
 * the longest time events may wait.
 */
export const BATCH_FRAMES = 256;
export const BATCH_BYTES = 262_144;
/**
 * The maximum number of frames in one `batch` of a replay. Smaller batches let a slow connection show the first
 * messages before the last ones arrive.
 */
export const REPLAY_BATCH_FRAMES = 64;
export const REPLAY_BATCH_BYTES = 65_536;

/** How many of the newest events are scanned for a repeated id when the request has no `again`. */
export const DEDUPE_WINDOW = 64;
/**
 * How many older events one request may scan for a repeated id. The scan takes up to 30 ms of the room's only thread if
 * the events are long.
 */
export const REPEAT_SCAN = 5_000;

/** The maximum number of different emoji on one message. They are all stored in the message's row. */
export const REACTION_KINDS = 20;
/**
 * The maximum number of reactions on one message, of all emoji together. Each reaction rewrites the message's row, and
 * history includes them.
 */
export const REACTIONS = 500;
/** Longest interval of slow mode, in seconds. */
export const SLOW_SECONDS = 3_600;
/** Longest retention that a room may set, in days. */
export const RETENTION_DAYS = 36_500;
/**
 * The maximum number of events scanned for one `audit`, since any number of other events can lie between two entries.
 */
export const AUDIT_SCAN = 20_000;
/** The maximum number of entries in one `audit`. */
export const AUDIT_LIMIT = 100;
/**
 * The maximum number of bans, of mutes and of roles in one room. They are stored in one row, which every change
 * rewrites.
 */
export const RESTRICTED = 500;
/** The latest time that a `Date` can represent (ECMA-262, time values), in Unix milliseconds. */
export const LAST_MS = 8_640_000_000_000_000;
/** The maximum number of messages in one `found`. */
export const SEARCH_LIMIT = 50;
/** The maximum number of events scanned for one `search`. */
export const SEARCH_SCAN = 10_000;
/**
 * The maximum work for one `search`, in the steps that src/room/queries/search.ts counts: about 12 ms of the room's
 * only thread.
 */
export const SEARCH_STEPS = 2_500_000;
/** Longest search query, in code points, and the most words and phrases in it. */
export const SEARCH_CHARS = 200;
export const SEARCH_TERMS = 10;
/**
 * Longest word or phrase after folding, in UTF-16 code units. V8's search for longer strings doesn't run in linear
 * time.
 */
export const TERM_UNITS = 250;
/** Searches per second that a room answers in total, since each may scan the whole log. */
export const SEARCHES = 5;
/** Shortest interval between two `typing` signals of a member, in milliseconds. */
export const TYPING_MS = 3_000;
/** Largest room in which `typing` is passed on. In larger rooms somebody is always typing. */
export const TYPING_MEMBERS = 50;
/** Shortest interval between two `read` signals of a session, in milliseconds. */
export const READ_MS = 2_000;
/** Longest topic, in code points: it must fit on one line of the header. */
export const TOPIC_CHARS = 200;

/** The limits of the deployment, as `welcome` says. */
export interface Limits {
  frameBytes: number;
  textChars: number;
  /** Events per second that a member may send, which is also the burst after a pause; 0 means no limit. */
  rate: number;
  burst: number;
}
