/** The cost of a join in a large room, measured in frames, reads and texts instead of time. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import { COUNT_EVERY_MS, WHO_PAGE } from '../../../src/protocol/limits.ts';
import type { Role } from '../../../src/protocol/roles.ts';
import { tellEach } from '../../../src/room/delivery/delivery.ts';
import { othersAtAddressesOf } from '../../../src/room/handlers/acts.ts';
import { Limiter } from '../../../src/room/limits/limiter.ts';
import { Connection } from '../../../src/room/presence/connection.ts';
import { Presence } from '../../../src/room/presence/presence.ts';
import { Roster } from '../../../src/room/presence/roster.ts';
import { FakeSink } from '../fake-sink.ts';
import { fakeSocket } from '../fake-socket.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

let sockets = 0;

function connection(id: string, options: { address?: string; onSend?: () => void } = {}): Connection {
  const { address, onSend = () => {} } = options;
  sockets++;
  const base = { cid: `${sockets}`, id, name: id, session: `${sockets}`, kind: 'v1' as const, joined: 0, seen: 0 };
  const attachment = { ...base, ...(address === undefined ? {} : { address }) };
  return Connection.open(fakeSocket(), attachment, () => new FakeSink(onSend));
}

function newPresence(): Presence {
  return new Presence({
    counters: { opened: () => {}, noticed: () => {}, ended: () => {} },
    roles: { of: () => 'guest', version },
    leaveGraceMs: 10_000,
    settle: () => {},
    telling: {
      settled: (work) => work(),
      tell: (to, textFor) => void tellEach(to, 0, textFor),
      relay: (to, frame) => void tellEach(to, 0, () => JSON.stringify(frame)),
    },
    isBusy: () => false,
  });
}

const version = {};

/** Ids in scattered order. */
function idOf(n: number): string {
  return `~${((n * 7_919) % 100_003).toString().padStart(11, '0')}`;
}

describe('a crowd that joins', () => {
  /** @returns frames sent while `members` join a room of two hundred, one every `everyMs` */
  function framesFor(members: number, everyMs: number): number {
    let frames = 0;
    const presence = newPresence();
    // The first two hundred are not announced.
    for (let n = 0; n < 200; n++) presence.enter(connection(idOf(n), { onSend: () => frames++ }));
    for (let n = 0; n < members; n++) {
      const newcomer = connection(idOf(200 + n), { onSend: () => frames++ });
      presence.expire(n * everyMs);
      presence.enter(newcomer);
      presence.announce(newcomer, false, n * everyMs);
    }
    return frames;
  }

  it('B24: members who join at once are announced by a single count, so the number of frames grows with the members and not their square', () => {
    // Each newcomer gets its own join, and everybody who was there gets one count.
    expect([framesFor(500, 0), framesFor(5_000, 0)]).toEqual([500 + 201, 5_000 + 201]);
  });

  it('members who join over a longer time cost each member present one frame per five seconds', () => {
    const counts = (3_000 * 10) / COUNT_EVERY_MS;
    expect(framesFor(3_000, 10)).toBeLessThanOrEqual(3_000 + counts * 3_200);
  });
});

describe('the first page of the member list', () => {
  function listed(members: number): { roster: Roster; work: () => { reads: number; texts: number } } {
    let reads = 0;
    let version = {};
    const roster = new Roster({
      of: (): Role => {
        reads++;
        return 'guest';
      },
      get version() {
        return version;
      },
    });
    for (let n = 0; n < members; n++) roster.add(connection(idOf(n)));
    const stringify = vi.spyOn(JSON, 'stringify');
    version = {};
    return {
      roster,
      work: () => {
        [reads] = [0];
        stringify.mockClear();
        roster.list.page('');
        return { reads, texts: stringify.mock.calls.length };
      },
    };
  }

  it('the first page of the list is built once for all newcomers until it changes', () => {
    const { work } = listed(1_000);
    expect(work()).toEqual({ reads: WHO_PAGE, texts: WHO_PAGE });
    expect(work()).toEqual({ reads: 0, texts: 0 });
  });

  it('the first page is not rebuilt for a member who returns with the same name', () => {
    const presence = newPresence();
    presence.enter(connection('~a'));
    const { text } = presence.roster.list.page('');
    const stringify = vi.spyOn(JSON, 'stringify');
    presence.enter(connection('~a'));
    presence.rename('~a', '~a', 0);
    expect(presence.roster.list.page('').text).toBe(text);
    expect(stringify).not.toHaveBeenCalled();
  });

  it('the first page is not rebuilt for changes of a member on a later page', () => {
    const { roster, work } = listed(1_000);
    work();
    const last = connection('~zzzzzzzzzzzz');
    roster.add(last);
    expect(work()).toEqual({ reads: 0, texts: 0 });
    roster.rename('~zzzzzzzzzzzz', 'Zoe');
    roster.remove(last);
    roster.leave('~zzzzzzzzzzzz');
    expect(work()).toEqual({ reads: 0, texts: 0 });
  });

  it('a new or renamed member on the first page costs one more text', () => {
    const { roster, work } = listed(1_000);
    work();
    roster.add(connection('~00000000000a'));
    expect(work().texts).toBe(1);
    roster.rename('~00000000000a', 'Ann');
    expect(work().texts).toBe(1);
    // The member that had been pushed off the page already had its text.
    roster.leave('~00000000000a');
    expect(work().texts).toBe(0);
  });

  it('the first page says that there is more as soon as there is', () => {
    const roster = new Roster();
    for (let n = 0; n < WHO_PAGE; n++) roster.add(connection(idOf(n)));
    expect(roster.list.page('').more).toBe(false);
    roster.add(connection('~zzzzzzzzzzzz'));
    expect(roster.list.page('').more).toBe(true);
    roster.leave('~zzzzzzzzzzzz');
    expect(roster.list.page('').more).toBe(false);
  });

  it('the first page shows a new role at once', () => {
    let roles = new Map<string, Role>();
    const roster = new Roster({
      of: (id) => roles.get(id) ?? 'member',
      get version() {
        return roles;
      },
    });
    roster.add(connection('a'));
    expect(JSON.parse(roster.list.page('').text)).toEqual([{ id: 'a', name: 'a', role: 'member' }]);
    roles = new Map([['a', 'owner']]);
    expect(JSON.parse(roster.list.page('').text)).toEqual([{ id: 'a', name: 'a', role: 'owner' }]);
  });
});

describe('connections of one address', () => {
  /**
   * A room in which five members share the address "here" and the others have addresses of their own.
   * @returns how often addresses and members were read during `work`
   */
  function readsOf(members: number, work: (roster: Roster) => void): number {
    const roster = new Roster();
    for (let n = 0; n < members; n++) roster.add(connection(idOf(n), { address: n < 5 ? 'here' : `a${n}` }));
    const read = vi.spyOn(Connection.prototype, 'address', 'get');
    const member = vi.spyOn(Connection.prototype, 'memberId', 'get');
    work(roster);
    const calls = read.mock.calls.length + member.mock.calls.length;
    vi.restoreAllMocks();
    return calls;
  }

  const limiter = new Limiter({ limits: { frameBytes: 0, textChars: 0, rate: 0, burst: 0 }, limitAddresses: true }, 0);

  it.each<[string, (roster: Roster) => void]>([
    [
      'are counted when a client connects',
      (roster) => limiter.refusal({ id: '~new', session: 's', room: 'r', kind: 'v1', address: 'here' }, roster, 0),
    ],
    ['are found for a ban', (roster) => othersAtAddressesOf(idOf(0), roster, () => false)],
    ['are found for its budget', (roster) => [...roster.connectionsFrom('here')]],
  ])('the connections of an address %s without scanning the others', (_, work) => {
    const [few, many] = [readsOf(100, work), readsOf(1_000, work)];
    expect(many).toBe(few);
    expect(few).toBeLessThan(40);
  });

  it('the connections of an address are complete after some ended and others came back from hibernation', () => {
    const roster = new Roster();
    const [one, two] = [connection('a', { address: 'x' }), connection('b', { address: 'x' })];
    roster.add(one);
    roster.restore(two);
    expect([...roster.connectionsFrom('x')]).toEqual([one, two]);
    expect([...roster.addresses]).toEqual(['x']);
    for (const gone of [one, two]) roster.remove(gone);
    expect([...roster.addresses]).toEqual([]);
  });
});

describe('a crowd that loses its connections and returns', () => {
  /** @returns lost members written into attachments, per member, while all members are lost and then return */
  function writesPerMember(members: number): number {
    let written = 0;
    const roster = new Roster();
    const open = Array.from({ length: members }, (_, n) => connection(idOf(n)));
    for (const each of open) roster.add(each);
    const carry = vi.spyOn(Connection.prototype, 'carry').mockImplementation(function (this: Connection, lost) {
      written += lost.length;
      original.call(this, lost);
    });
    for (const each of open) {
      roster.remove(each);
      roster.lose(each.memberId, 0);
    }
    for (let n = 0; n < members; n++) roster.add(connection(idOf(n)));
    carry.mockRestore();
    return written / members;
  }
  const original = Connection.prototype.carry;

  it('a crowd that is cut off and returns rewrites few members per attachment', () => {
    // When lost members weren't spread over attachments, each change wrote up to 250 of them.
    expect(writesPerMember(1_000)).toBeLessThan(100);
  });
});
