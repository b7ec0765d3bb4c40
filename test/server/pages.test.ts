/** The client library in a room of messages of the maximum length, few of which fit into one answer. */

import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { RoomClient, type RoomState } from '../../src/client/index.ts';
import { WELCOME_HISTORY } from '../../src/protocol/limits.ts';
import { type Server, startServer } from '../support/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer({ vars: { RATE_LIMITS: 'off' } });
}, 90_000);
afterAll(() => server?.stop());

function enter(): RoomClient {
  const client = new RoomClient({ url: server.url, room: 'long' });
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

it('B44: a room of the longest messages can be loaded page by page to its beginning, each message once', async () => {
  const writer = enter();
  const texts = Array.from({ length: 60 }, (_, n) => `${n} ${'🪟'.repeat(3_900)}`);
  for (const text of texts) writer.send(text);
  await until(writer, ({ messages, outbox }) => messages.length === texts.length && outbox.length === 0);

  const reader = enter();
  const { messages, hasOlder } = await until(reader, ({ link }) => link.status === 'live');
  expect(messages.length).toBeLessThan(WELCOME_HISTORY);
  expect(hasOlder).toBe(true);
  let pages = 0;
  for (; reader.state.hasOlder; pages++) await reader.loadOlder();
  expect(reader.state.messages.map(({ data }) => data)).toEqual(texts);
  expect(pages).toBeGreaterThan(1);
});
