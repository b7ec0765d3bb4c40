/**
 * A thousand clients lose their connections at the same moment. They reconnect at different times, and no leaves are
 * announced for those who return quickly. Durations are printed and not asserted, because they depend on the machine.
 */

import { expect, it } from 'vitest';
import { RoomClient } from '../../src/client/index.ts';
import type { SystemFrame } from '../../src/protocol/frames.ts';
import { COUNT_SHARE } from '../../src/protocol/limits.ts';
import { type Entry, judge } from '../support/judge.ts';
import { startServer } from '../support/server.ts';
import { FaultyProxy } from './proxy.ts';
import { Recorder } from './recorder.ts';

const CROWD = 1_000;
const GRACE_MS = 10_000;

it('1,000 clients that are cut off at once reconnect at different times, and nothing is lost', {
  timeout: 400_000,
}, async () => {
  const server = await startServer({ vars: { MAX_MEMBERS: 2_000, RATE_LIMITS: 'off' } });
  const proxy = await FaultyProxy.start(server.port);
  const recorder = new Recorder();
  const open = (url: string, name: string) => {
    const client = new RoomClient({ url, room: 'crowd', name, WebSocket: recorder.socketClass() });
    client.connect();
    return client;
  };
  const isLive = ({ state }: RoomClient) => state.link.status === 'live';
  try {
    // Two members stay connected: one observes what is announced, one makes the room act.
    const [watcher, speaker] = [open(server.url, 'watcher'), open(server.url, 'speaker')];
    const crowd: RoomClient[] = [];
    /**
     * Whether the count is as accurate as a large room promises. Such a room announces a new count with the next
     * activity, which here is typing.
     */
    const isCounted = () => {
      speaker.typing();
      return Math.abs(watcher.state.count - (CROWD + 2)) <= CROWD * COUNT_SHARE;
    };
    for (let i = 0; i < CROWD; i++) {
      crowd.push(open(proxy.url, `c${i}`));
      if (i % 50 === 49) await until(() => crowd.every(isLive));
    }
    await until(isCounted);
    speaker.send('@crowd@ before');
    await until(() => crowd.every(({ state }) => state.messages.at(-1)?.data === '@crowd@ before'));

    const mark = recorder.entries.length;
    const cutAt = Date.now();
    const links = proxy.links;
    for (const link of links) link.reset();
    expect(links.length).toBeGreaterThanOrEqual(CROWD);
    await until(() => !crowd.some(isLive));
    for (let i = 0; i < 20; i++) speaker.send(`@crowd@ while they were gone ${i}`);

    const backAt = new Map<RoomClient, number>();
    await until(() => {
      for (const client of crowd) if (isLive(client) && !backAt.has(client)) backAt.set(client, Date.now() - cutAt);
      return backAt.size === CROWD;
    });
    const times = [...backAt.values()].sort((a, b) => a - b);
    console.log(
      `back after ${times[0]}, ${times[CROWD / 2]} and ${times.at(-1)} ms: first, median and last of ${CROWD}`,
    );
    // The reconnects are spread over time, because the backoff has jitter.
    expect((times[900] ?? 0) - (times[100] ?? 0)).toBeGreaterThan(200);

    await until(() => [...crowd, watcher].every(({ state }) => state.messages.length === 21));
    for (const { state } of crowd)
      expect(state.messages.map(({ seq }) => seq)).toEqual(watcher.state.messages.map(({ seq }) => seq));
    const quick = new Set(
      crowd.filter((client) => (backAt.get(client) ?? 0) < GRACE_MS).flatMap(({ state }) => state.self?.id ?? []),
    );
    expect(quick.size).toBeGreaterThan(0);
    const told = noticesAfter(recorder.entries, mark).flatMap(({ who }) => who.map(({ id }) => id));
    expect(told.filter((id) => quick.has(id))).toEqual([]);
    await until(isCounted);
    const here = [...crowd, watcher, speaker].flatMap(({ state }) => state.self?.id ?? []);
    const rows = watcher.state.messages.map(({ seq, data }) => ({
      seq,
      data,
      kind: 'msg',
      ref: null,
      cid: cidOf(recorder.entries, seq),
    }));
    expect(judge(recorder.entries, new Map([['crowd', { rows, here }]])).violations.join('\n')).toBe('');
    for (const client of [...crowd, watcher, speaker]) client.leave();
  } finally {
    await proxy.stop();
    await server.stop();
  }
});

/** Notices with names. A large room also sends counts. */
function noticesAfter(entries: readonly Entry[], mark: number): SystemFrame[] {
  return entries
    .slice(mark)
    .flatMap((entry) =>
      entry.kind === 'frame' && entry.frame.type === 'system' && entry.frame.event !== 'count' ? entry.frame : [],
    );
}

/** The client's id of an acknowledged event. */
function cidOf(entries: readonly Entry[], seq: number): string | null {
  for (const entry of entries)
    if (entry.kind === 'frame' && entry.frame.type === 'ack' && entry.frame.seq === seq) return entry.frame.id;
  return null;
}

/** Waits for a condition. The time limit of the test bounds it. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
