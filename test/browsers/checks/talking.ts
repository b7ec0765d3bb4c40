/** Checks of the key, the name, and actions on messages. */

import assert from 'node:assert/strict';
import type { Place } from '../place.ts';
import { until, type Visitor } from '../visitor.ts';

export const FIELD = { css: '.composer textarea' };

/** The texts in the list, in order. */
export const texts = (visitor: Visitor) =>
  visitor.run(() => [...document.querySelectorAll<HTMLElement>('article .text')].map((text) => text.innerText.trim()));

/** Types a message and sends it. */
export async function say(visitor: Visitor, text: string): Promise<void> {
  await visitor.click(FIELD);
  await visitor.type(text);
  await visitor.press('Enter');
  await visitor.wait(
    'an empty field',
    () => document.querySelector<HTMLTextAreaElement>('.composer textarea')?.value === '',
  );
}

/** Resolves when the other member has received a message with this text. */
const received = ({ other }: Place, text: string) =>
  until(`"${text}" at the other member`, () => other.state.messages.find(({ data }) => data === text));

export const talking: Readonly<Record<string, (place: Place) => Promise<void>>> = {
  'the page loads under its policy': async ({ visitor }) => {
    const seen = await visitor.run(() => ({
      // If the style sheet was refused, the document would have the browser's default font.
      styled: getComputedStyle(document.body).fontFamily.includes('sans'),
      scripts: performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.js')),
      started: document.querySelector('.unstarted')?.checkVisibility() !== true,
      trusted: (() => {
        try {
          document.createElement('p').innerHTML = '<b>text</b>';
          return !('trustedTypes' in window);
        } catch {
          return true;
        }
      })(),
    }));
    assert.deepEqual(seen, { styled: true, scripts: true, started: true, trusted: true });
  },

  'a member has a key that can’t be read out, and is the same one after a reload': async (place) => {
    const { visitor, site } = place;
    await say(visitor, 'before');
    const { fromId } = await received(place, 'before');
    const kept = await visitor.run(async () => {
      const request = indexedDB.open('parley-identity');
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const all = db.transaction('keys').objectStore('keys').getAll();
      const keys = await new Promise<CryptoKeyPair[]>((resolve) => {
        all.onsuccess = () => resolve(all.result);
      });
      db.close();
      return keys.map(({ privateKey: { algorithm, extractable } }) => ({ name: algorithm.name, extractable }));
    });
    assert.deepEqual(kept, [{ name: 'Ed25519', extractable: false }]);
    // The session is removed, so that only the key can identify the member.
    await visitor.run(() => sessionStorage.clear());
    await visitor.driver.reload();
    await site.arrived();
    await say(visitor, 'after');
    assert.equal((await received(place, 'after')).fromId, fromId);
  },

  'a name is set': async ({ visitor, other }) => {
    await visitor.click({ css: '.naming button.link, .self button.own-name' });
    await visitor.wait('a field for the name', () => document.activeElement?.matches('.name-form input') === true);
    await visitor.run(() => (document.activeElement as HTMLInputElement).select());
    await visitor.type('Zoë');
    await visitor.press('Enter');
    await until('the name at the other member', () =>
      [...other.state.members.values()].some(({ name }) => name === 'Zoë'),
    );
    await visitor.wait('the name on the page', () => document.querySelector('.self')?.textContent.includes('Zoë'));
  },

  'a typed message is sent, and a received one is shown with its formatting': async (place) => {
    const { visitor, other } = place;
    await say(visitor, 'hello, 你好');
    await received(place, 'hello, 你好');
    await visitor.wait('a receipt', () => document.querySelector('article .receipt') !== null);
    other.send('**bold** and\n```ts\nconst answer = 42; // yes\n```');
    await visitor.wait('strong text and coloured code', () =>
      [...document.querySelectorAll('article')].some(
        (row) =>
          row.querySelector('strong')?.textContent === 'bold' && row.querySelectorAll('.code [class^=c-]').length > 1,
      ),
    );
  },

  'the last own message is edited': async (place) => {
    const { visitor, other } = place;
    await say(visitor, 'good mornin');
    await received(place, 'good mornin');
    await visitor.wait('a receipt', () => document.querySelector('article .receipt') !== null);
    await visitor.press('ArrowUp');
    await visitor.wait(
      'it in the field',
      () => document.querySelector<HTMLTextAreaElement>('.composer textarea')?.value === 'good mornin',
    );
    await visitor.press('End');
    await visitor.type('g');
    await visitor.press('Enter');
    await received(place, 'good morning');
    assert.equal(other.state.messages.length, 1);
    await visitor.wait('the mark of an edit', () => document.querySelector('article .text small.mark') !== null);
  },

  'a reaction is chosen from a picker that fits into the window': async ({ visitor, other }) => {
    other.send('lunch?');
    await visitor.hover({ css: 'article', text: 'lunch?' });
    await visitor.click({ css: '.tools button:first-of-type' });
    await visitor.find({ css: '.picker .emoji' });
    const outside = await visitor.run(() => {
      const box = document.querySelector('dialog[open]')?.getBoundingClientRect();
      return box && [box.top < 0, box.left < 0, box.bottom > innerHeight, box.right > innerWidth];
    });
    assert.deepEqual(outside, [false, false, false, false]);
    await visitor.click({ css: '.picker button.emoji' });
    await until('the reaction', () => other.state.messages[0]?.reacts);
    await visitor.wait(
      'the reaction on the page',
      () => document.querySelector('.reactions [aria-pressed=true]') !== null,
    );
  },

  'a dialog opens and closes by key and returns the focus': async ({ visitor }) => {
    await visitor.click(FIELD);
    await visitor.press('k', 'Control');
    await visitor.wait('a dialog with focus in it', () => document.activeElement?.closest('dialog[open]') !== null);
    await visitor.press('Escape');
    await visitor.wait('the field with focus', () => document.activeElement?.matches('.composer textarea') === true);
  },

  'a deletion leaves focus in the page': async (place) => {
    const { visitor } = place;
    await say(visitor, 'a slip');
    await received(place, 'a slip');
    await visitor.wait('a receipt', () => document.querySelector('article .receipt') !== null);
    await visitor.run(() => document.querySelector<HTMLElement>('article')?.focus());
    await visitor.press('Delete');
    await visitor.click({ css: 'dialog[open] button.danger' });
    await visitor.wait('the deletion', () => document.querySelector('article .gone') !== null);
    await visitor.wait(
      'focus somewhere',
      () => document.activeElement !== document.body && document.querySelector('dialog[open]') === null,
    );
  },

  'Enter that ends a composition doesn’t send, in WebKit’s order of events': async (place) => {
    const { visitor, other } = place;
    await visitor.click(FIELD);
    // Input methods can't be driven, so the page gets the events in the order of WebKit, in which the key comes after
    // the end of composition.
    await visitor.run(() => {
      const field = document.querySelector<HTMLTextAreaElement>('.composer textarea');
      if (!field) throw new Error('the field is missing');
      field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
      field.value = '你好';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, data: '你好', isComposing: true }));
      field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '你好' }));
      const press = { key: 'Enter', code: 'Enter', keyCode: 229, bubbles: true, cancelable: true };
      field.dispatchEvent(new KeyboardEvent('keydown', press));
    });
    assert.equal(
      await visitor.run(() => document.querySelector<HTMLTextAreaElement>('.composer textarea')?.value),
      '你好',
    );
    await visitor.press('Enter');
    await received(place, '你好');
    assert.equal(other.state.messages.length, 1);
  },
};
