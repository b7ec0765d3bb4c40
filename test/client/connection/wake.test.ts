import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type WakeTargets, watchWake } from '../../../src/client/connection/wake.ts';
import { RoomClient } from '../../../src/client/room-client.ts';
import { CLOSE } from '../../../src/protocol/codes.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { type FakeLine, fakeSockets, settle } from '../support/fake-line.ts';
import { welcome } from '../support/frames.ts';

/** The parts of a browser that wake a client. */
class Page implements WakeTargets {
  readonly window = new EventTarget();
  readonly document = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });

  tell(event: 'online' | 'offline' | 'pageshow'): void {
    this.window.dispatchEvent(new Event(event));
  }

  become(visibility: DocumentVisibilityState): void {
    this.document.visibilityState = visibility;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }
}

let page: Page;
beforeEach(() => {
  page = new Page();
});

describe('waking a client', () => {
  test("the network's return, a visible page and the back/forward cache all wake the client", () => {
    let woken = 0;
    watchWake(() => [{ reconnectNow: () => woken++, networkLost: () => {} }], page);
    page.tell('online');
    expect(woken).toBe(1);
    page.become('hidden');
    expect(woken).toBe(1);
    page.become('visible');
    expect(woken).toBe(2);
    page.tell('pageshow');
    expect(woken).toBe(3);
  });

  test('the client is told when the network is gone', () => {
    const heard: string[] = [];
    const client = { reconnectNow: () => heard.push('wake'), networkLost: () => heard.push('offline') };
    watchWake(() => [client], page);
    page.tell('offline');
    page.tell('online');
    expect(heard).toEqual(['offline', 'wake']);
  });

  test('nothing wakes the client after watching has stopped', () => {
    let woken = 0;
    const stop = watchWake(() => [{ reconnectNow: () => woken++, networkLost: () => woken++ }], page);
    stop();
    page.tell('online');
    page.tell('offline');
    page.become('visible');
    page.tell('pageshow');
    expect(woken).toBe(0);
  });

  test('outside a browser nothing wakes the client', () => {
    expect(watchWake(() => [])).not.toThrow();
  });
});

describe('a client that was woken', () => {
  let clock: FakeClock;
  let lines: FakeLine[];
  let client: RoomClient;

  beforeEach(async () => {
    clock = new FakeClock();
    lines = [];
    const WebSocket = fakeSockets((line) => lines.push(line));
    client = new RoomClient({ url: 'http://x', room: 'den', clock, random: () => 0.5, WebSocket, wake: page });
    client.connect();
    await settle();
    lines[0]?.deliver(JSON.stringify(welcome({ seq: 0 })));
    expect(client.state.link.status).toBe('live');
  });
  afterEach(() => client.leave());

  test('waking probes a live connection, and gives it up if no answer comes', () => {
    page.tell('online');
    expect(lines[0]?.up).toEqual(['ping']);
    clock.advance(10_000);
    expect(client.state.link.status).toBe('waiting');
  });

  test('waking ends the backoff', async () => {
    lines[0]?.end(1006);
    expect(client.state.link).toMatchObject({ status: 'waiting', retryAtMs: clock.now() + 250 });
    page.become('visible');
    clock.advance(0);
    await settle();
    expect(lines).toHaveLength(2);
  });

  test('waking does nothing once the client has left', async () => {
    client.leave();
    page.tell('online');
    page.become('visible');
    clock.advance(60_000);
    await settle();
    expect(client.state.link.status).toBe('idle');
    expect([lines.length, lines[0]?.up]).toEqual([1, []]);
  });

  test('losing the network gives the connection up at once, without waiting for an answer', async () => {
    client.send('kept');
    page.tell('offline');
    expect(client.state.link.status).toBe('waiting');
    expect(lines[0]?.closed).toBe(CLOSE.dropping);
    expect(client.state.outbox).toMatchObject([{ data: 'kept', status: 'sending' }]);
    page.tell('online');
    clock.advance(0);
    await settle();
    lines[1]?.deliver(JSON.stringify(welcome({ seq: 0 })));
    expect(client.state.link.status).toBe('live');
    await settle();
    expect(lines[1]?.up).toEqual([expect.stringContaining('kept')]);
  });

  test('losing the network also gives up a connection that is still opening', async () => {
    client.leave();
    client.connect();
    await settle();
    page.tell('offline');
    expect([client.state.link.status, lines[1]?.closed]).toEqual(['waiting', CLOSE.dropping]);
  });
});
