import { describe, expect, it } from 'vitest';
import { loadOptions } from './load-options.ts';
import { resume, talk, window } from './measure.ts';
import { ALL_PEERS, PARLEY } from './server/peers.ts';
import type { Settings } from './settings.ts';

const SETTINGS: Settings = { seconds: 1, idleSeconds: 1, processes: 1, offer: 'browser', pin: false };
const SHAPE = { rooms: 1, perRoom: 5, speakers: 5, rate: 10 };

describe('the bench', { timeout: 60_000 }, () => {
  it('the bench finds every message of Parley delivered and stored', async () => {
    const figures = await talk(PARLEY, SETTINGS, SHAPE);
    expect(figures).toMatchObject({ lost: 0, stored: 1, refused: 0, ended: 0 });
    expect(figures.p99).toBeGreaterThan(0);
  });

  const named = ['ws', 'socketio', 'partyserver', 'bare', 'bare-stored'];
  it.for(named)('the bench finds every message delivered by %s', async (name, { skip }) => {
    const peer = ALL_PEERS.find((each) => each.name === name);
    const missing = await peer?.missing();
    // Skipped where packages are missing. .ci/run installs them.
    skip(missing !== undefined, missing);
    expect(peer && (await talk(peer, SETTINGS, SHAPE))).toMatchObject({ lost: 0, ended: 0 });
  });

  it('the bench counts bytes on the wire: all of them for Parley, compressed ones for a server that compresses', async () => {
    const sizes: (number | undefined)[] = [];
    for (const name of ['parley', 'parley-deflate']) {
      const peer = ALL_PEERS.find((each) => each.name === name);
      const figures = peer && (await talk(peer, SETTINGS, SHAPE));
      expect(figures).toMatchObject({ lost: 0, refused: 0, ended: 0 });
      sizes.push(figures?.bytesPerDelivery);
    }
    const [plain = 0, packed = 0] = sizes;
    // Every frame has a text of 70 characters besides names and numbers.
    expect(plain).toBeGreaterThan(150);
    expect(packed).toBeLessThan(plain / 2);
    expect(packed).toBeGreaterThan(10);
  });

  it('over 400 kbit/s the first window of a room of 200 takes at most half a second longer than a compressed one', async () => {
    const peers = ['parley', 'parley-deflate'].map((name) => ALL_PEERS.find((peer) => peer.name === name) ?? PARLEY);
    const seconds: number[] = [];
    for (const peer of peers) {
      const { windowSeconds = 0 } = await window(peer, SETTINGS, { members: 200, messages: 50 });
      seconds.push(windowSeconds);
    }
    const [plain = 0, packed = 0] = seconds;
    expect(packed).toBeGreaterThan(0.02);
    expect(plain).toBeGreaterThan(packed);
    expect(plain - packed).toBeLessThan(0.5);
  });

  it('members that reconnect to the benched server get everything they missed', async () => {
    const { allIn } = await resume(PARLEY, SETTINGS, { members: 3, missed: 20 });
    expect(allIn).toBeGreaterThan(0);
  });
});

describe('the arguments of the load generator', () => {
  const problems = (...args: string[]): string => {
    const parsed = loadOptions(args);
    return parsed.kind === 'bad' ? parsed.why.join('\n') : '';
  };

  it('the load generator needs a URL, and uses a new room unless one is named', () => {
    expect(loadOptions(['--url', 'https://chat.example', '--members', '3', '--rate', '0.5'])).toMatchObject({
      kind: 'ok',
      options: {
        server: 'wss://chat.example',
        room: expect.stringMatching(/^load-/),
        members: 3,
        rate: 0.5,
        seconds: 60,
      },
    });
  });

  it('the load generator reports all invalid arguments at once, by name', () => {
    expect(problems()).toContain('--url is missing');
    expect(problems('--url', 'ftp://x')).toContain('http://, https://, ws:// or wss://');
    expect(problems('--url', 'http://x/r/lobby')).toContain('without a path');
    const both = problems('--url', 'http://x', '--members', '0', '--rate', 'fast', '--room', '-');
    expect(both).toContain('--members is "0", but must be a whole number from 1 to 30000');
    expect(both).toContain('--rate is "fast", but must be a number from 0.001 to 1000');
    expect(both).toContain('--room is "-"');
    expect(problems('--url', 'http://x', '--membres', '5')).toContain('--members');
  });
});
