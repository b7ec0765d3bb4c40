/** Checks without a server: messages wait, even over a reload, and are sent once when the server is back. */

import assert from 'node:assert/strict';
import type { Place } from '../place.ts';
import { until } from '../visitor.ts';
import { say, texts } from './talking.ts';

export const waiting: Readonly<Record<string, (place: Place) => Promise<void>>> = {
  'messages written while the server is down survive a reload and are sent once and in order': async ({
    visitor,
    other,
    room,
    site,
  }) => {
    await say(visitor, 'one');
    await until('the first message', () => other.state.messages.length === 1);
    await visitor.wait('a worker that has the page', async () => {
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
      assert.deepEqual(await texts(visitor), ['one', 'two', 'three']);
    } finally {
      await site.restart();
    }
    await site.arrived();
    other.reconnectNow();
    await until('all three at the other member', () => other.state.messages.length >= 3);
    await visitor.wait('a receipt', () => document.querySelector('article .receipt') !== null);
    assert.deepEqual(
      other.state.messages.map(({ data }) => data),
      ['one', 'two', 'three'],
    );
    assert.deepEqual(await texts(visitor), ['one', 'two', 'three']);
  },
};
