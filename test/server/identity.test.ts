/** The client's key against a running server, which verifies the signatures that the client makes. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type Identity, RoomClient, type RoomState } from '../../src/client/index.ts';
import { fileIdentity } from '../../src/client/node/identity-file.ts';
import type { ErrorFrame, ServerFrame } from '../../src/protocol/frames.ts';
import { connectUri } from '../../src/protocol/identity.ts';
import { type Server, startServer } from '../support/server.ts';

let server: Server;
let directory: string;
let identity: Identity;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-identity-'));
  identity = await fileIdentity(join(directory, 'key.json'));
  server = await startServer();
}, 90_000);
afterAll(async () => {
  await server?.stop();
  await rm(directory, { recursive: true });
});

function enter(room: string, as: Identity | undefined = identity): RoomClient {
  const client = new RoomClient({ url: server.url, room, identity: as });
  onTestFinished(() => client.leave());
  client.connect();
  return client;
}

function until(client: RoomClient, is: (state: RoomState) => boolean): Promise<RoomState> {
  return new Promise((resolve) => {
    const look = () => {
      if (!is(client.state)) return;
      stop();
      resolve(client.state);
    };
    const stop = client.on('state', look);
    look();
  });
}
const live = ({ link }: RoomState) => link.status === 'live';

/** The first frame that the server sends after a connection request with these subprotocols. */
async function firstFrame(room: string, protocols: string[]): Promise<ServerFrame> {
  const ws = new WebSocket(`${server.url.replace('http', 'ws')}/ws/${encodeURIComponent(room)}`, protocols);
  onTestFinished(() => ws.terminate());
  return new Promise((resolve, reject) => {
    ws.on('error', reject);
    ws.once('message', (data) => resolve(JSON.parse(String(data))));
  });
}

describe('a member with a key', () => {
  it('a key is the same member in every process and room, and one member in two sessions', async () => {
    const one = await until(enter('花园'), live);
    expect(one.self).toMatchObject({ id: identity.id, role: 'member' });
    const again = await fileIdentity(join(directory, 'key.json'));
    const two = await until(enter('花园', again), live);
    expect(two).toMatchObject({ count: 1, self: one.self });
    expect((await until(enter('other', again), live)).self?.id).toBe(identity.id);
  });

  it('a client whose clock is an hour off learns the time and connects', async () => {
    const late = await fileIdentity(join(directory, 'late.json'));
    late.setClock(Date.now() - 3_600_000, Date.now());
    expect((await until(enter('late', late), live)).self?.id).toBe(late.id);
  });

  it('a proof that was used, or is for another room, is refused', async () => {
    const sid = `sid.${'b'.repeat(22)}`;
    const prove = (room: string) =>
      identity.prove({ htm: 'GET', htu: connectUri(new URL(server.url).host, room), nowMs: Date.now() });
    const proof = await prove('once');
    expect(await firstFrame('once', ['parley.v1', sid, `dpop.${proof}`])).toMatchObject({ type: 'welcome' });
    const refused: Partial<ErrorFrame> = { type: 'error', code: 'unauthorized', fatal: true, close: 4401 };
    expect(await firstFrame('once', ['parley.v1', sid, `dpop.${proof}`])).toMatchObject(refused);
    expect(await firstFrame('twice', ['parley.v1', sid, `dpop.${await prove('once')}`])).toMatchObject(refused);
    expect(server.logs()).not.toContain(proof.slice(0, 40));
  });
});
