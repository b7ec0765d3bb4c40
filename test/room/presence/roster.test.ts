/**
 * The *counted* rule as a state machine: random sequences of connects, ends, hibernation and time, compared with a
 * short model.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Connection } from '../../../src/room/presence/connection.ts';
import { Roster } from '../../../src/room/presence/roster.ts';
import { FakeSink } from '../fake-sink.ts';
import { fakeSocket } from '../fake-socket.ts';

const fakeSink = () => new FakeSink();

const GRACE_MS = 10_000;
const MEMBERS = 5;

type Step =
  | { do: 'open'; member: number }
  | { do: 'end'; nth: number; left: boolean }
  | { do: 'pass'; ms: number }
  | { do: 'nap' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('open' as const), member: fc.nat(MEMBERS - 1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('end' as const), nth: fc.nat(9), left: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(12_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('nap' as const) }) },
);

describe('the roster', () => {
  it('a member counts from its first connection until it left or its grace time is over, across hibernation', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        let roster = new Roster();
        let open: { socket: WebSocket; connection: Connection }[] = [];
        let now = 0;
        // The model: each counted member, and since when it has been lost.
        const counted = new Map<string, number | undefined>();
        const told: string[] = [];
        const expected: string[] = [];

        for (const step of steps) {
          switch (step.do) {
            case 'open': {
              const id = `member-${step.member}`;
              const socket = fakeSocket();
              const connection = Connection.open(
                socket,
                {
                  cid: `${now}-${open.length}`,
                  id,
                  name: id,
                  session: `${open.length}`,
                  kind: 'v1',
                  joined: now,
                  seen: now,
                },
                fakeSink,
              );
              open.push({ socket, connection });
              if (roster.add(connection)) told.push(`join ${id}`);
              if (!counted.has(id)) expected.push(`join ${id}`);
              counted.set(id, undefined);
              break;
            }
            case 'end': {
              const [ended] = open.splice(step.nth, 1);
              if (!ended) break;
              const { connection } = ended;
              const id = connection.memberId;
              expect(roster.remove(connection)).toBe(
                open.some((other) => other.connection.memberId === id) ? 'other' : 'last',
              );
              expect(roster.remove(connection)).toBe('gone');
              if (open.some((other) => other.connection.memberId === id)) break;
              if (step.left) {
                roster.leave(id);
                counted.delete(id);
              } else {
                roster.lose(id, now);
                counted.set(id, now);
              }
              break;
            }
            case 'pass': {
              now += step.ms;
              const gone = [...counted].filter(([, lostAt]) => lostAt !== undefined && lostAt <= now - GRACE_MS);
              for (const [id] of gone) counted.delete(id);
              const expired = roster.expire(now - GRACE_MS).map(({ id }) => id);
              expect(expired.toSorted()).toEqual(gone.map(([id]) => id).toSorted());
              break;
            }
            case 'nap': {
              // Memory is lost. Only the attachments of open sockets remain.
              if (open.length === 0) {
                for (const [id, lostAt] of counted) if (lostAt !== undefined) counted.delete(id);
              }
              roster = new Roster();
              open = open.map(({ socket }) => ({ socket, connection: Connection.restore(socket, fakeSink) }));
              for (const { connection } of open) roster.restore(connection);
              break;
            }
          }
          const listed: { id: string }[] = JSON.parse(roster.list.page('').text);
          expect(listed.map(({ id }) => id)).toEqual([...counted.keys()].toSorted());
          expect(roster.count).toBe(counted.size);
          expect(told).toEqual(expected);
          expect(roster.connections.size).toBe(open.length);
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it('two hundred lost members fit into the attachment of one remaining connection, within 16 KiB', () => {
    const roster = new Roster();
    const stayed = fakeSocket();
    const open = (socket: WebSocket, id: string) => {
      const base = { cid: id, id, name: `guest-${id}`, session: id, kind: 'v1' as const, joined: 0, seen: 0 };
      const connection = Connection.open(socket, base, fakeSink);
      roster.add(connection);
      return connection;
    };
    open(stayed, 'stayed-00000');
    const lost = Array.from({ length: 200 }, (_, i) => open(fakeSocket(), `~lost-${String(i).padStart(6, '0')}`));
    for (const connection of lost) {
      roster.remove(connection);
      roster.lose(connection.memberId, Date.now());
    }
    const again = new Roster();
    again.restore(Connection.restore(stayed, fakeSink));
    expect(again.count).toBe(201);
    expect(again.expire(Date.now())).toHaveLength(200);
  });

  it('no attachment is larger than the runtime accepts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 32 }), { minLength: 300, maxLength: 400 }),
        (names) => {
          const roster = new Roster();
          const { 0: client, 1: server } = new WebSocketPair();
          client.accept();
          server.accept();
          const attachment = {
            cid: 'c',
            id: 'stayed',
            name: 's',
            session: 's',
            kind: 'v1' as const,
            joined: 0,
            seen: 0,
          };
          // A real socket refuses attachments of more than 16,384 bytes.
          const real = Connection.open(server, attachment, fakeSink);
          roster.add(real);
          for (const [i, name] of names.entries()) {
            const connection = Connection.open(fakeSocket(), { ...attachment, id: `member-${i}`, name }, fakeSink);
            roster.add(connection);
            roster.remove(connection);
            roster.lose(connection.memberId, Date.now());
          }
          expect(roster.count).toBe(names.length + 1);
        },
      ),
      { numRuns: 20 },
    );
  });
});
