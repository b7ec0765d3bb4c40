import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Link } from '../../../../../src/client/room-state/state.ts';
import {
  ENTERING,
  type Facts,
  isFollowed,
  isPlaced,
  nextPlacement,
  type Placement,
  type PlacementEffect,
  type PlacementEvent,
} from '../../../../../src/page/features/messages/list/placement.ts';

const IDLE: Link = { status: 'idle' };
const FIRST_TRY: Link = { status: 'connecting', attempt: 1 };
const SECOND_TRY: Link = { status: 'connecting', attempt: 2 };
const WAITING: Link = { status: 'waiting', attempt: 1, retryAtMs: 5_000 };
const LIVE: Link = { status: 'live', sinceMs: 7 };

/** A room with ten loaded and read messages, and its reader at the end. */
const FACTS: Facts = {
  link: LIVE,
  epoch: 'e',
  head: 10,
  oldest: 1,
  hasOlder: false,
  unreadCount: 0,
  firstUnreadAfter: undefined,
  hasPosition: false,
  pinned: true,
  seen: true,
  target: undefined,
};
/** Some messages are unread. */
const UNREAD = { unreadCount: 4, firstUnreadAfter: 6 };
/** The first unread message isn't loaded. */
const FAR = { unreadCount: 90, firstUnreadAfter: 10, head: 100, oldest: 80, hasOlder: true };

const at = (stage: Placement['stage'], over: Partial<Placement> = {}): Placement => ({ ...ENTERING, stage, ...over });

interface Case {
  name: string;
  from?: Placement;
  event?: PlacementEvent;
  facts?: Partial<Facts>;
  /** The state afterwards. Default: unchanged. */
  to?: Placement;
  effects: readonly PlacementEffect[];
}

function cases(list: readonly Case[]): void {
  test.each(list)('$name', ({ from = ENTERING, event = { type: 'rendered' }, facts, to = from, effects }) => {
    expect(nextPlacement(from, event, { ...FACTS, ...facts })).toEqual([to, effects]);
  });
}

const DIVIDE: PlacementEffect = { type: 'divide' };
const PUT: PlacementEffect = { type: 'put' };
const SETTLE: PlacementEffect = { type: 'settle' };
const PAGE: PlacementEffect = { type: 'page' };
const RENDER: PlacementEffect = { type: 'render' };

describe('opening a room', () => {
  cases([
    { name: 'opening waits for the connection', facts: { link: IDLE }, effects: [SETTLE] },
    { name: 'opening waits for the first answer', facts: { link: FIRST_TRY }, effects: [SETTLE] },
    { name: 'opening waits while nothing is loaded', facts: { link: WAITING, oldest: 0 }, effects: [SETTLE] },
    { name: 'opening places the reader in a live room', to: at('placed'), effects: [DIVIDE, PUT, SETTLE] },
    {
      name: 'opening places the reader in an empty room',
      facts: { oldest: 0, head: 0 },
      to: at('placed'),
      effects: [DIVIDE, PUT, SETTLE],
    },
    {
      name: 'opening places the reader in a copy once the room is unreachable',
      facts: { link: WAITING },
      to: at('copy'),
      effects: [DIVIDE, PUT, SETTLE],
    },
    {
      name: 'opening places the reader in a copy on the second try',
      facts: { link: SECOND_TRY },
      to: at('copy'),
      effects: [DIVIDE, PUT, SETTLE],
    },
    {
      name: 'opening renders the divider first',
      facts: UNREAD,
      to: at('divided'),
      effects: [DIVIDE, { type: 'toUnread', after: 6 }, RENDER, SETTLE],
    },
    {
      name: 'opening prefers the place where the reader left to the divider',
      facts: { ...UNREAD, hasPosition: true },
      to: at('placed'),
      effects: [DIVIDE, PUT, SETTLE],
    },
    {
      name: 'opening puts the reader at the rendered divider',
      from: at('divided'),
      facts: UNREAD,
      to: at('placed'),
      effects: [PUT, SETTLE],
    },
    {
      name: 'opening loads unread messages, with some before them',
      facts: FAR,
      to: at('loading'),
      effects: [DIVIDE, { type: 'load', from: 1, after: 10 }, SETTLE],
    },
    {
      name: 'opening doesn’t load messages that the room doesn’t have',
      facts: { ...FAR, hasOlder: false },
      to: at('divided'),
      effects: [DIVIDE, { type: 'toUnread', after: 10 }, RENDER, SETTLE],
    },
    { name: 'opening waits for the messages being loaded', from: at('loading'), facts: FAR, effects: [SETTLE] },
    { name: 'a copy becomes the room once the room answers', from: at('copy'), to: at('placed'), effects: [SETTLE] },
    { name: 'a copy stays a copy on the next try', from: at('copy'), facts: { link: SECOND_TRY }, effects: [SETTLE] },
  ]);
});

describe('loading unread messages', () => {
  const event = { type: 'loaded', after: 10 } as const;
  cases([
    {
      name: 'loaded unread messages get their divider',
      from: at('loading'),
      event,
      to: at('divided'),
      effects: [{ type: 'toUnread', after: 10 }, RENDER],
    },
    {
      name: 'loaded unread messages don’t move a reader who scrolled up meanwhile',
      from: at('loading'),
      event,
      facts: { pinned: false },
      to: at('placed'),
      effects: [],
    },
    { name: 'loaded unread messages don’t move a placed reader', from: at('placed'), event, effects: [] },
    { name: 'loaded unread messages don’t move a reader who is being placed', from: at('divided'), event, effects: [] },
  ]);
});

describe('a placed reader', () => {
  const sight = { type: 'sight' } as const;
  cases([
    { name: 'a placed reader stays with the messages being read', from: at('placed'), effects: [SETTLE] },
    {
      name: 'a reader at the end is moved to messages that arrived unseen',
      from: at('placed', { putAtHead: 8 }),
      facts: UNREAD,
      to: at('divided', { putAtHead: 10 }),
      effects: [DIVIDE, { type: 'toUnread', after: 6 }, RENDER, SETTLE],
    },
    {
      name: 'a reader is not moved there twice',
      from: at('placed', { putAtHead: 10 }),
      facts: UNREAD,
      effects: [SETTLE],
    },
    {
      name: 'a reader who scrolled up stays',
      from: at('placed'),
      facts: { ...UNREAD, pinned: false },
      effects: [SETTLE],
    },
    {
      name: 'a reader who goes to the end unseen prefers it',
      from: at('placed'),
      event: { type: 'atEnd' },
      facts: { seen: false },
      to: at('placed', { putAtHead: Number.POSITIVE_INFINITY }),
      effects: [{ type: 'toNewest' }],
    },
    {
      name: 'a reader who prefers the end stays there',
      from: at('placed', { putAtHead: Number.POSITIVE_INFINITY }),
      facts: { ...UNREAD, seen: false },
      effects: [SETTLE],
    },
    {
      name: 'a reader who comes back begins with the new messages',
      from: at('placed', { putAtHead: Number.POSITIVE_INFINITY }),
      event: sight,
      facts: UNREAD,
      to: at('divided', { putAtHead: 10 }),
      effects: [DIVIDE, { type: 'toUnread', after: 6 }, RENDER],
    },
    {
      name: 'a reader who leaves the page and has read everything gets the divider at the end',
      from: at('placed', { putAtHead: 9 }),
      event: sight,
      facts: { seen: false, firstUnreadAfter: 10 },
      to: at('placed'),
      effects: [DIVIDE],
    },
    {
      name: 'a reader who comes back to nothing new has no divider',
      from: at('placed'),
      event: sight,
      facts: { pinned: false },
      effects: [DIVIDE],
    },
    {
      name: 'a reader who leaves the page while something is unread keeps the divider where it is',
      from: at('placed', { putAtHead: 10 }),
      event: sight,
      facts: { ...UNREAD, pinned: false, seen: false },
      to: at('placed'),
      effects: [],
    },
    {
      name: 'a reader who scrolled up stays when coming back',
      from: at('placed', { putAtHead: 9 }),
      event: sight,
      facts: { ...UNREAD, pinned: false },
      to: at('placed'),
      effects: [],
    },
    {
      name: 'a reader at the end of a visible page has no preference',
      from: at('placed', { putAtHead: 9 }),
      event: { type: 'atEnd' },
      effects: [{ type: 'toNewest' }],
    },
    {
      name: 'a reader who leaves the end takes the window along',
      from: at('placed'),
      event: { type: 'leftEnd' },
      effects: [{ type: 'hold' }],
    },
    {
      name: 'a reader placed at the end lets the window follow',
      from: at('placed'),
      event: { type: 'put' },
      effects: [{ type: 'toNewest' }],
    },
    {
      name: 'a reader placed elsewhere keeps the window',
      from: at('placed'),
      event: { type: 'put' },
      facts: { pinned: false },
      effects: [],
    },
  ]);
});

describe('marking messages as read', () => {
  const event = { type: 'moved' } as const;
  const following = at('placed', { followedSinceMs: 7 });
  const read = (seq: number | undefined): PlacementEffect => ({ type: 'read', seq });
  cases([
    { name: 'reading begins when the reader is placed', event, effects: [] },
    {
      name: 'reading at the end extends to the head',
      from: at('placed'),
      event,
      to: following,
      effects: [read(10), PAGE],
    },
    {
      name: 'reading above the end extends to the last visible message',
      from: following,
      event,
      facts: { pinned: false },
      to: at('placed'),
      effects: [read(undefined), PAGE],
    },
    {
      name: 'reading needs a visible page',
      from: following,
      event,
      facts: { seen: false },
      to: at('placed'),
      effects: [PAGE],
    },
    {
      name: 'reading the end of a copy needs the room',
      from: at('copy'),
      event,
      facts: { link: SECOND_TRY },
      effects: [PAGE],
    },
    {
      name: 'reading at the end needs a known epoch',
      from: at('placed'),
      event,
      facts: { epoch: '' },
      to: following,
      effects: [PAGE],
    },
    {
      name: 'reading continues without a connection',
      from: following,
      event,
      facts: { link: WAITING },
      to: at('placed'),
      effects: [read(10), PAGE],
    },
  ]);

  test('a reader follows the end only as long as the connection lasts', () => {
    expect(isFollowed(following, FACTS)).toBe(true);
    expect(isFollowed(following, { ...FACTS, link: { status: 'live', sinceMs: 8 } })).toBe(false);
    expect(isFollowed(following, { ...FACTS, link: WAITING })).toBe(false);
    expect(isFollowed(following, { ...FACTS, pinned: false })).toBe(false);
    expect(isFollowed(following, { ...FACTS, seen: false })).toBe(false);
    expect(isFollowed({ ...following, stage: 'copy' }, FACTS)).toBe(false);
  });
});

describe('going to a message', () => {
  const target = { type: 'target' } as const;
  const find: PlacementEffect = { type: 'find', seq: 3 };
  cases([
    {
      name: 'an address leads to its message',
      from: at('placed'),
      event: target,
      facts: { target: 3 },
      effects: [find],
    },
    {
      name: 'an address leads to its message after a render',
      from: at('placed'),
      facts: { target: 3 },
      effects: [SETTLE, find],
    },
    { name: 'an address waits until the reader is placed', event: target, facts: { target: 3 }, effects: [] },
    {
      name: 'an address waits for the connection',
      from: at('placed'),
      event: target,
      facts: { target: 3, link: WAITING },
      effects: [],
    },
    { name: 'an address without a message leads nowhere', from: at('placed'), event: target, effects: [] },
    {
      name: 'a found message gets a row',
      from: at('placed'),
      event: { type: 'found', seq: 3 },
      to: at('placed', { goal: 3 }),
      effects: [{ type: 'show', seq: 3 }, RENDER],
    },
    {
      name: 'the next render puts the reader at the found message',
      from: at('placed', { goal: 3 }),
      effects: [SETTLE, { type: 'toMessage', seq: 3 }],
    },
    {
      name: 'arriving at the message clears the goal',
      from: at('placed', { goal: 3 }),
      event: { type: 'arrived' },
      to: at('placed'),
      effects: [],
    },
    {
      name: 'going to the end clears the goal',
      from: at('placed', { goal: 3 }),
      event: { type: 'toEnd', smooth: true },
      to: at('placed'),
      effects: [{ type: 'toEnd', smooth: true }],
    },
  ]);
});

describe('any sequence of events', () => {
  const number = fc.integer({ min: 0, max: 12 });
  const link = fc.constantFrom<Link>(IDLE, FIRST_TRY, SECOND_TRY, WAITING, LIVE, { status: 'live', sinceMs: 8 });
  const facts: fc.Arbitrary<Facts> = fc.record({
    link,
    epoch: fc.constantFrom('', 'e'),
    head: number,
    oldest: fc.integer({ min: 0, max: 60 }),
    hasOlder: fc.boolean(),
    unreadCount: fc.integer({ min: 0, max: 2 }),
    firstUnreadAfter: fc.option(number, { nil: undefined }),
    hasPosition: fc.boolean(),
    pinned: fc.boolean(),
    seen: fc.boolean(),
    target: fc.option(number, { nil: undefined }),
  });
  const event = fc.oneof(
    { weight: 3, arbitrary: fc.constant<PlacementEvent>({ type: 'rendered' }) },
    {
      weight: 4,
      arbitrary: fc.constantFrom<PlacementEvent>(
        { type: 'put' },
        { type: 'atEnd' },
        { type: 'leftEnd' },
        { type: 'moved' },
        { type: 'sight' },
        { type: 'arrived' },
        { type: 'target' },
        { type: 'toEnd', smooth: false },
      ),
    },
    { weight: 2, arbitrary: number.map((after): PlacementEvent => ({ type: 'loaded', after })) },
    { weight: 1, arbitrary: number.map((seq): PlacementEvent => ({ type: 'found', seq })) },
  );
  interface Moment {
    before: Placement;
    after: Placement;
    event: PlacementEvent;
    facts: Facts;
    types: readonly PlacementEffect['type'][];
  }
  const always = (check: (moments: readonly Moment[]) => void) =>
    fc.assert(
      fc.property(fc.array(fc.tuple(event, facts), { maxLength: 40 }), (steps) => {
        let before = ENTERING;
        const moments = steps.map(([event, facts]): Moment => {
          const [after, effects] = nextPlacement(before, event, facts);
          const moment = { before, after, event, facts, types: effects.map(({ type }) => type) };
          before = after;
          return moment;
        });
        check(moments);
      }),
      { numRuns: 500 },
    );
  const moves = ({ types }: Moment) => types.some((type) => ['put', 'toUnread', 'load'].includes(type));

  test('a reader who scrolled up is not moved', () => {
    always((moments) => {
      for (const moment of moments) {
        const stays = isPlaced(moment.before) || moment.before.stage === 'loading';
        if (stays && !moment.facts.pinned) expect(moves(moment)).toBe(false);
      }
    });
  });

  test('a placed reader is moved only for new unread messages or when they return', () => {
    always((moments) => {
      for (const moment of moments) {
        const { before, event, facts } = moment;
        if (!isPlaced(before) || !moves(moment)) continue;
        expect(facts.pinned && facts.unreadCount > 0).toBe(true);
        expect(event.type === 'sight' || before.putAtHead < facts.head).toBe(true);
      }
    });
  });

  test('a reader who was placed is moved at most once for each new head until they return', () => {
    always((moments) => {
      let lastHead = 0;
      for (const moment of moments) {
        if (moment.event.type === 'sight') lastHead = 0;
        if (!isPlaced(moment.before) || !moves(moment)) continue;
        expect(moment.facts.head).toBeGreaterThan(lastHead);
        lastHead = moment.facts.head;
      }
    });
  });

  test('each loading of unread messages is answered at most once', () => {
    always((moments) => {
      let asked = 0;
      let answered = 0;
      for (const { before, after, event, types } of moments) {
        if (event.type === 'loaded' && (after !== before || types.length > 0)) answered += 1;
        expect(answered).toBeLessThanOrEqual(asked);
        if (types.includes('load')) asked += 1;
        // Nothing is requested twice.
        expect(asked - answered).toBeLessThanOrEqual(1);
      }
    });
  });

  test('nothing is marked as read while nobody is looking', () => {
    always((moments) => {
      for (const { facts, types } of moments) if (types.includes('read')) expect(facts.seen).toBe(true);
    });
  });
});
