/** Checks without a server: messages wait, even over a reload, and are sent once when the server is back. */

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Place } from '../place.ts';
import { until } from '../visitor.ts';
import { say, texts } from './talking.ts';

export const waiting: Readonly<Record<string, (place: Place) => Promise<void>>> = {
  'messages written while the server is down survive reloads and are sent once and in order': async ({
    visitor,
    other,
    room,
    site,
  }) => {
    await say(visitor, 'one');
    await until('the first message', () => other.state.messages.length === 1);
    await visitor.wait('a worker that has stored the page', async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.active?.state === 'activated';
    });
    await visitor.wait(
      'a copy of the room',
      async (name) => {
        const request = indexedDB.open('parley-copies');
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const copy = db.transaction('rooms').objectStore('rooms').get(name);
        await new Promise((resolve) => copy.addEventListener('success', resolve));
        db.close();
        return JSON.stringify(copy.result)?.includes('"one"') === true;
      },
      room,
    );
    await site.kill();
    try {
      await visitor.wait('the loss on the page', () => document.querySelector('small.live') === null);
      for (const text of ['two', 'three']) await say(visitor, text);
      await visitor.driver.reload();
      await visitor.wait('all three, without a server', () => document.querySelectorAll('article .text').length === 3);
      // WebKit keeps a transaction that its page leaves unfinished, so reload pages that may still be writing.
      for (const ms of [100, 300, 1_000]) {
        await visitor.wait('the late part', () => document.querySelector('.bar button.tool') !== null);
        await delay(ms);
        await visitor.driver.reload();
      }
      await visitor.wait('all three again', () => document.querySelectorAll('article .text').length === 3);
      await say(visitor, 'four');
      await visitor.driver.reload();
      await visitor.wait('all four', () => document.querySelectorAll('article .text').length === 4);
      assert.deepEqual(await texts(visitor), ['one', 'two', 'three', 'four']);
    } finally {
      await site.restart();
    }
    await site.arrived();
    other.reconnectNow();
    await until('all four at the other member', () => other.state.messages.length >= 4);
    await visitor.wait('a receipt', () => document.querySelector('article .receipt') !== null);
    assert.deepEqual(
      other.state.messages.map(({ data }) => data),
      ['one', 'two', 'three', 'four'],
    );
    assert.deepEqual(await texts(visitor), ['one', 'two', 'three', 'four']);
  },
};
