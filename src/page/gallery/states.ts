/** The data of the gallery's room, in the client's types. */

import type { Message, RoomState } from '../../client/index.ts';
import type { AuditFrame } from '../../protocol/frames.ts';
import { RIGHTS } from '../../protocol/rights.ts';

/** A fixed Friday, so that all pictures show the same day. In Unix milliseconds. */
export const NOON = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;

const ANA = { fromId: 'ana', from: 'Ana Souza' };
const LEI = { fromId: 'lei', from: '李雷' };
const NOUR = { fromId: 'nour', from: 'نور' };
const ME = { fromId: 'mira', from: 'Mira' };

/** A message, as opposed to an item of another kind. */
type Plain = Extract<Message, { type?: never }>;

const TEXTS: readonly Omit<Plain, 'seq' | 'ts'>[] = [
  { ...ANA, data: 'The room kept all 50 sockets through hibernation, and the next message reached every one of them.' },
  { ...ANA, data: 'Nothing was billed in between.', reacts: { '👏': ['lei', 'mira', 'nour'], '🎉': ['ana', 'lei'] } },
  {
    ...LEI,
    re: 1,
    data: '太好了。断线重连之后也没有丢消息：我把网络关了两分钟，回来的时候缺的三十条全部按顺序补上了，没有重复。我自己离线时写的两条也只发出了一次。',
  },
  { ...NOUR, data: 'جرّبت الغرفة من الهاتف، وكل شيء سريع جدًا.' },
  {
    ...LEI,
    data: '@Mira see https://example.com/a and **mind** the `order`:\n```js\nconst seq = log.append(event);\n```\n> quoted\n\n- one\n- two\n# Plans\n| Day | Who |\n|:--|--:|\n| Friday | ~~Ana~~ ana@mail.example |\n| #garden | ||nobody|| |\n\n---\n- [x] done',
  },
  { ...ME, own: true, data: 'Yes. The gate holds the frame until the row is written.', edited: NOON + 9 * MINUTE },
  { ...ANA, data: '', gone: true },
  { ...ANA, data: '/me waves' },
  { ...NOUR, data: '👍' },
  { ...ME, own: true, re: 400, data: 'ok' },
];

const PEOPLE = [
  { id: 'ana', name: 'Ana Souza', role: 'owner' },
  { id: 'lei', name: '李雷', role: 'moderator' },
  { id: 'mira', name: 'Mira', role: 'member' },
  { id: 'mira2', name: 'Mira·p07x', role: 'member' },
  { id: 'nour', name: 'نور', role: 'guest' },
] as const;

/** A connected room without messages. */
export const EMPTY: RoomState = {
  room: 'general',
  link: { status: 'live', sinceMs: NOON },
  self: PEOPLE[2],
  epoch: 'e',
  head: 0,
  messages: [],
  hasOlder: false,
  loadingOlder: false,
  members: new Map(PEOPLE.map((person) => [person.id, person])),
  count: PEOPLE.length,
  notices: [],
  outbox: [],
  changes: [],
  settings: { topic: 'Ship on Thursdays. Notes in the reading group.', slow: 0, locked: false },
  limits: { frameBytes: 16_384, textChars: 4_000, rate: 5, burst: 20 },
  aheadMs: 0,
  heartbeat: { intervalMs: 25_000, timeoutMs: 95_000 },
  build: '',
  typing: new Map(),
  read: 0,
};

/** A room with every kind of message. */
export const FULL: RoomState = {
  ...EMPTY,
  head: 400 + TEXTS.length,
  messages: TEXTS.map((message, index) => ({ ...message, seq: 401 + index, ts: NOON + index * 2 * MINUTE })).map(
    (message) => (message.re === 1 ? { ...message, re: 401 } : message),
  ),
  notices: [
    { key: 1, after: 403, ts: NOON, event: 'join', who: [{ id: 'kofi', name: 'Kofi' }], count: 5, text: '' },
    {
      key: 2,
      after: 403,
      ts: NOON,
      event: 'leave',
      who: [{ id: 'kofi', name: 'Kofi' }],
      cause: 'lost',
      count: 5,
      text: '',
    },
  ],
};

/** Polls: without a vote, with the reader's votes, closed, and not sent yet. */
export const POLLS: RoomState = {
  ...FULL,
  head: FULL.head + 3,
  messages: [
    ...FULL.messages,
    {
      ...ANA,
      type: 'poll',
      seq: FULL.head + 1,
      ts: NOON + 30 * MINUTE,
      data: 'Where do we have lunch?',
      options: ['The noodle bar', '公司旁边那家新开的火锅', 'مطعم السمك'],
      counts: [1, 2, 0],
      voters: 3,
    },
    {
      ...LEI,
      type: 'poll',
      seq: FULL.head + 2,
      ts: NOON + 31 * MINUTE,
      data: 'Which days work?',
      options: ['Monday', 'Tuesday', 'Wednesday'],
      many: true,
      counts: [3, 0, 4],
      voters: 5,
      mine: [0, 2],
    },
    {
      ...ME,
      own: true,
      type: 'poll',
      seq: FULL.head + 3,
      ts: NOON + 32 * MINUTE,
      data: 'Release on Thursday?',
      options: ['Yes', 'No'],
      counts: [4, 1],
      voters: 5,
      mine: [0],
      closed: NOON + 33 * MINUTE,
    },
  ],
  outbox: [
    {
      type: 'poll',
      id: 'p',
      createdMs: NOON + 34 * MINUTE,
      status: 'sending',
      data: 'And the one after?',
      options: ['Friday', 'Monday'],
    },
  ],
};

/** Messages that are waiting or were refused. */
export const FAILED: RoomState = {
  ...FULL,
  outbox: [
    {
      type: 'msg',
      id: 'a',
      createdMs: NOON + 20 * MINUTE,
      status: 'sending',
      data: 'Merging after lunch.',
      first: { epoch: 'e', head: 0 },
      error: { code: 'slow_mode', text: 'Slow mode.', retryAtMs: NOON + 60 * MINUTE },
    },
    {
      type: 'msg',
      id: 'b',
      createdMs: NOON + 20 * MINUTE,
      status: 'failed',
      data: 'And the changelog?',
      error: { code: 'muted', text: 'Silenced.' },
    },
  ],
  changes: [
    {
      type: 'edit',
      ref: 406,
      data: 'x',
      id: 'c',
      createdMs: NOON,
      status: 'failed',
      error: { code: 'rate_limited', text: 'Too many.' },
    },
  ],
};

export const OFFLINE: RoomState = {
  ...FULL,
  link: { status: 'waiting', attempt: 3, retryAtMs: NOON + 60 * MINUTE },
};

/** A moderator's view: slow mode, and the notice of a moderation action. */
export const MODERATED: RoomState = {
  ...FULL,
  self: { ...PEOPLE[2], role: 'owner', may: RIGHTS },
  members: new Map(PEOPLE.map((person) => [person.id, person.id === 'mira' ? { ...person, role: 'owner' } : person])),
  settings: { topic: 'Ship on Thursdays.', slow: 30, locked: true },
  notices: [
    {
      key: 1,
      after: 410,
      ts: NOON,
      event: 'notice',
      who: [{ id: 'nour', name: 'نور' }],
      count: 5,
      text: '',
      mod: { action: 'mute', who: 'nour', untilMs: NOON + 60 * MINUTE, by: { id: 'ana', name: 'Ana Souza' } },
    },
  ],
};

/** The reader is silenced by a moderator, and slow mode is on. */
export const SILENCED: RoomState = {
  ...MODERATED,
  self: { ...PEOPLE[2], muted: {} },
  notices: MODERATED.notices.map((notice) => ({
    ...notice,
    who: [{ id: 'mira', name: 'Mira' }],
    mod: { action: 'mute' as const, who: 'mira', by: { id: 'ana', name: 'Ana Souza' } },
  })),
};

export const LOCKED: RoomState = {
  ...EMPTY,
  link: { status: 'stopped', code: 'locked', reason: 'The room is locked.' },
};

export const CROWDED: RoomState = {
  ...EMPTY,
  members: new Map(),
  count: 0,
  link: {
    status: 'waiting',
    attempt: 3,
    retryAtMs: NOON + 60 * MINUTE,
    code: 'room_full',
    reason: 'The room is full.',
  },
};

export const REPLACED: RoomState = {
  ...FULL,
  link: { status: 'stopped', code: 'replaced', reason: 'Taken over.' },
};

export const BANNED: RoomState = {
  ...FULL,
  link: { status: 'stopped', code: 'banned', reason: 'You are banned from this room.' },
};

export const ENDED: RoomState = {
  ...FULL,
  link: { status: 'stopped', code: 'kicked', reason: 'You were removed.' },
};

/** One of the messages replies to 李雷. */
export const QUOTED: RoomState = {
  ...FULL,
  messages: FULL.messages.map((message) => (message.seq === 410 ? { ...message, re: 403 } : message)),
};

/** A message that fills several screens. */
export const LONG: RoomState = {
  ...FULL,
  head: FULL.head + 1,
  messages: [
    ...FULL.messages,
    {
      ...ANA,
      seq: FULL.head + 1,
      ts: NOON + 30 * MINUTE,
      data: Array.from({ length: 400 }, (_, line) => `Line ${line}`).join('\n'),
    },
  ],
};

/** Entries of the moderation log. */
export const ACTS: AuditFrame = {
  type: 'audit',
  id: '',
  before: 7,
  bans: [{ id: 'kofi', name: 'Kofi', untilMs: NOON + 60 * MINUTE }],
  mutes: [{ id: 'nour', name: 'نور' }],
  roles: [],
  data: [
    {
      type: 'mod',
      seq: 9,
      ts: NOON,
      from: 'Ana Souza',
      fromId: 'ana',
      data: { action: 'mute', who: 'nour', name: 'نور' },
    },
    { type: 'set', seq: 8, ts: NOON, from: 'Ana Souza', fromId: 'ana', data: { slow: 30 } },
  ],
};
