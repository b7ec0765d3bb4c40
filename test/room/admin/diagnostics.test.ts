/** The diagnostics of a room: its counters, the ends of connections, and the three faults, each really provoked. */

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Finding, RoomReport } from '../../../src/protocol/diagnostics.ts';
import { readable } from '../../../src/protocol/unreadable.ts';
import type { RoomObject } from '../../../src/room/object.ts';
import { connect, evict, freshRoom, join, joinBase, stubOf } from '../support.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** The report of the room, as the edge requests it. */
function diagnose(room: string): Promise<RoomReport> {
  return runInDurableObject(stubOf(room), async (instance: RoomObject) => readable(await instance.diagnose()));
}

function reasons({ findings }: { findings: Finding[] }): string[] {
  return findings.map(({ reason }) => reason);
}

/** Moves the room's clock forward. */
function later(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
}

describe('a healthy room', () => {
  it('a healthy room shows no fault and counts its frames and events', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room, { name: 'Ana' }), await joinBase(room, 'Bo')];
    for (const id of ['a', 'b']) ana.send({ type: 'msg', id, data: 'hello' });
    await ana.next('ack', (ack) => ack.id === 'b');
    ana.send({ type: 'msg', id: 'blank', data: ' ' });
    await ana.next('error');
    await bo.settled();
    const report = await diagnose(room);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ members: 2, open: 2, closing: 0, seq: 2, more: 0 });
    expect(report.counters).toMatchObject({
      opened: 2,
      ended: {},
      // Two messages, a blank one, and the `who` by which a base client settles, which is refused.
      framesIn: 4,
      admitted: 2,
      stored: 2,
      deliveries: 2,
      failedSends: 0,
      storageFailures: 0,
      notices: 2,
      // Six rows for the first message and the tables, one for the second.
      rowsWritten: 7,
      rowsRead: expect.any(Number),
      errors: { bad_text: 1, unsupported: 1 },
    });
    const sent = ana.raw.length + bo.raw.length;
    expect(report.counters.framesOut).toBe(sent);
    expect(report.counters.charsOut).toBe([...ana.raw, ...bo.raw].join('').length);
    expect(report.connections.map(({ kind, state }) => [kind, state])).toEqual([
      ['v1', 'open'],
      ['base', 'open'],
    ]);
  });

  it('a room that hibernated shows no fault and says when its counters started', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'a', data: 'hello' });
    const { ts } = await ana.next('ack');
    await evict(room);
    later(60_000);
    const report = await diagnose(room);
    expect(report.findings).toEqual([]);
    expect(report.since).toBeGreaterThanOrEqual(ts + 60_000 - 1_000);
    expect(report.counters).toMatchObject({ opened: 0, framesIn: 0, stored: 0 });
    expect(report.connections[0]?.ageMs).toBeGreaterThanOrEqual(60_000);
  });

  it('the report adds up the counters of ended connections', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    bo.send({ type: 'msg', id: 'a', data: 'hello' });
    await bo.next('ack');
    bo.close(1000);
    await ana.next('system', (frame) => frame.event === 'leave');
    const { counters } = await diagnose(room);
    expect(counters).toMatchObject({ framesIn: 1, ended: { clean: 1 } });
    expect(counters.framesOut).toBe(ana.raw.length + bo.raw.length);
  });

  it('the report lists at most 200 connections and says how many more there are', async () => {
    const room = freshRoom();
    await Promise.all(Array.from({ length: 203 }, () => connect(room)));
    const { connections, more, open } = await diagnose(room);
    expect([connections.length, more, open]).toEqual([200, 3, 203]);
  });

  it('the report contains no text, name, member or session', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Rumpelstiltskin' });
    ana.send({ type: 'msg', id: 'a', data: 'abracadabra' });
    await ana.next('ack');
    const { self } = ana.all('welcome')[0]?.data ?? {};
    const told = JSON.stringify(await diagnose(room));
    for (const secret of ['Rumpel', 'abra', room, ana.sid, self?.id ?? 'none']) expect(told).not.toContain(secret);
  });
});

describe('a room without events', () => {
  it('a report creates neither a table nor an alarm in a room without events', async () => {
    const room = freshRoom();
    expect(await diagnose(room)).toMatchObject({ members: 0, seq: 0, alarmAt: null, findings: [], connections: [] });
    const left = await runInDurableObject(stubOf(room), async (_, { storage }) => [
      await storage.getAlarm(),
      storage.sql.exec("SELECT name FROM sqlite_master WHERE name IN ('event', 'meta')").toArray(),
    ]);
    expect(left).toEqual([null, []]);
  });
});

describe('a leaked close', () => {
  it('a close that a replaced peer leaves unanswered for 30 seconds is reported, after hibernation too', async () => {
    const room = freshRoom();
    const ghost = await join(room, { halfOpen: true });
    await join(room, { sid: ghost.sid });
    await ghost.closed;
    expect((await diagnose(room)).findings).toEqual([]);
    await evict(room);
    later(31_000);
    const report = await diagnose(room);
    expect(report.findings).toEqual([
      expect.objectContaining({
        fault: 'leaked_close',
        reason: 'unanswered',
        evidence: { sockets: 1, oldestMs: expect.any(Number), boundMs: 30_000 },
        what: expect.stringMatching(/^1 socket was closed and is still listed, the oldest for 3[1-9] s\.$/),
      }),
    ]);
    expect(report).toMatchObject({ open: 1, closing: 1 });
    expect(report.connections[0]).toMatchObject({ state: 'closing' });
  });

  it('a half-open peer that the heartbeat closed is reported', async () => {
    const room = freshRoom();
    const ghost = await join(room, { halfOpen: true });
    later(130_000);
    expect(await runDurableObjectAlarm(stubOf(room))).toBe(true);
    await ghost.closed;
    later(60_000);
    expect(reasons(await diagnose(room))).toEqual(['unanswered']);
  });

  it('an answered close is not reported', async () => {
    const room = freshRoom();
    const first = await join(room);
    const second = await join(room, { sid: first.sid });
    await first.closed;
    await second.settled();
    later(31_000);
    expect(await diagnose(room)).toMatchObject({ findings: [], closing: 0, counters: { ended: { replaced: 1 } } });
  });
});

describe('a failed send', () => {
  it('a failed send that is not followed by a leave is reported', async () => {
    const room = freshRoom();
    await join(room);
    // The room itself always ends such a connection. This attachment is that of a hibernating room which failed to.
    await runInDurableObject(stubOf(room), (_, state) => {
      for (const ws of state.getWebSockets())
        ws.serializeAttachment({ ...ws.deserializeAttachment(), failed: Date.now() });
    });
    await evict(room);
    const report = await diagnose(room);
    expect(report).toMatchObject({ members: 1, open: 1 });
    expect(report.findings[0]).toMatchObject({
      fault: 'failed_send',
      reason: 'no_leave',
      severity: 'fault',
      what: 'Sending failed on 1 connection that is still counted as present.',
      evidence: { connections: 1, oldestMs: expect.any(Number) },
    });
    expect(report.connections[0]).toMatchObject({ state: 'open' });
  });

  it('a failed answer ends the connection, as a failed broadcast does', async () => {
    const room = freshRoom();
    await join(room, { halfOpen: true });
    await runInDurableObject(stubOf(room), (instance: RoomObject, state) => {
      const [ws] = state.getWebSockets();
      ws?.close(1011, 'behind its back');
      // The answer to this request can't be sent.
      if (ws) instance.webSocketMessage(ws, JSON.stringify({ type: 'who', id: 'w' }));
    });
    const { counters, open } = await diagnose(room);
    expect([counters.ended, counters.failedSends, open]).toEqual([{ failed_send: 1 }, 1, 0]);
  });

  it('a failed send that is followed by a leave is counted and not reported', async () => {
    const room = freshRoom();
    const broken = await joinBase(room);
    await runInDurableObject(stubOf(room), (instance: RoomObject, state) => {
      const [ws] = state.getWebSockets();
      ws?.close(1011, 'behind its back');
      // In the same turn, before the peer can answer the close. The announcement of its new name is the first frame
      // that fails.
      if (ws) instance.webSocketMessage(ws, JSON.stringify({ type: 'name', data: 'Broken' }));
    });
    await broken.closed;
    const { findings, counters, open } = await diagnose(room);
    expect(findings).toEqual([]);
    expect([counters.ended, counters.failedSends, open]).toEqual([{ failed_send: 1 }, 1, 0]);
  });

  it('a counted connection whose socket is gone is reported', async () => {
    const room = freshRoom();
    await join(room);
    const report = await runInDurableObject(stubOf(room), async (instance: RoomObject, state) => {
      const listed = vi.spyOn(state, 'getWebSockets').mockReturnValue([]);
      return readable(await instance.diagnose().finally(() => listed.mockRestore()));
    });
    expect(reasons(report)).toEqual(['unlisted']);
    expect(report.connections[0]).toMatchObject({ state: 'unlisted' });
  });
});

describe('a heartbeat that cannot work', () => {
  it('connections that never ping are reported until they do', async () => {
    const room = freshRoom();
    // The runtime stamps its answers by the real clock, so the joins have to lie in the past.
    later(-80_000);
    const [ana, bo] = [await join(room), await join(room)];
    vi.useRealTimers();
    const report = await diagnose(room);
    expect(report.findings).toEqual([
      expect.objectContaining({
        fault: 'heartbeat',
        reason: 'never_pings',
        severity: 'fault',
        evidence: { never: 2, due: 2, boundMs: 75_000, timeoutMs: 95_000 },
      }),
    ]);
    const pong = (peer: typeof ana) => {
      const answered = peer.nextRaw('pong');
      peer.send('ping');
      return answered;
    };
    await pong(ana);
    expect((await diagnose(room)).findings).toEqual([
      expect.objectContaining({ reason: 'never_pings', severity: 'warning' }),
    ]);
    await pong(bo);
    expect((await diagnose(room)).findings).toEqual([]);
  });

  it('clients that the heartbeat closed although they sent frames are reported', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'who', id: 'w' });
    await ana.next('who');
    // Longer than a client waits between two pings.
    later(40_000);
    ana.send({ type: 'who', id: 'again' });
    await ana.next('who');
    later(130_000);
    expect(await runDurableObjectAlarm(stubOf(room))).toBe(true);
    await ana.closed;
    const report = await diagnose(room);
    expect(report.findings).toEqual([
      expect.objectContaining({ reason: 'reaped_talking', evidence: { reaped: 1, talking: 1 } }),
    ]);
    expect(report.counters.ended).toEqual({ heartbeat: 1 });
  });

  it('a missing alarm is reported while any client is connected', async () => {
    const room = freshRoom();
    await join(room);
    await runInDurableObject(stubOf(room), (_, { storage }) => storage.deleteAlarm());
    expect((await diagnose(room)).findings).toEqual([
      expect.objectContaining({ fault: 'heartbeat', reason: 'no_alarm', evidence: { connections: 1 } }),
    ]);
  });
});
