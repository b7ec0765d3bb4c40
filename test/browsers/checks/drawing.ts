/** Checks of what browsers draw by themselves, and of features that only newer ones have. */

import assert from 'node:assert/strict';
import type { Place } from '../place.ts';
import type { Visitor } from '../visitor.ts';
import { FIELD } from './talking.ts';

const setTheme = (visitor: Visitor, theme: string) =>
  visitor.run((wanted) => {
    const select = [...document.querySelectorAll('select')].find(({ options }) =>
      [...options].some(({ value }) => value === wanted),
    );
    if (!select) throw new Error('the theme selector is missing');
    select.value = wanted;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }, theme);

export const drawing: Readonly<Record<string, (place: Place) => Promise<void>>> = {
  'the field grows with its text, and when the window narrows': async ({ visitor }) => {
    const fits = () => {
      const field = document.querySelector<HTMLTextAreaElement>('.composer textarea');
      return field !== null && field.scrollHeight <= field.clientHeight + 1;
    };
    const height = () => visitor.run(() => document.querySelector('.composer textarea')?.clientHeight ?? 0);
    await visitor.click(FIELD);
    const one = await height();
    await visitor.type('a text of several words that goes over the width of a narrow window in any case');
    await visitor.wait('a field that shows it', fits);
    const wide = await height();
    await visitor.driver.resize(480, 700);
    try {
      await visitor.wait('a field that still shows it', fits);
      assert.ok((await height()) > Math.min(one, wide), 'the field is higher');
    } finally {
      await visitor.driver.resize(1_100, 750);
    }
  },

  'in the dark theme the scrollbar and a highlighted row are dark': async ({ visitor, other }) => {
    other.send('where is the watering can?');
    await visitor.wait('the message', () => document.querySelector('article .text') !== null);
    await setTheme(visitor, 'light');
    await visitor.click({ css: '.bar .tool[aria-haspopup=dialog]' });
    await visitor.find({ css: 'dialog[open] input[type=search]' });
    await visitor.type('watering');
    await visitor.click({ css: 'dialog[open] li button' });
    await visitor.wait('the row that was found', () => document.querySelector('article.lit') !== null);
    await setTheme(visitor, 'dark');
    const seen = await visitor.wait('the row', async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const row = document.querySelector('article.lit, article');
      const list = document.querySelector('.scroller');
      const canvas = document.createElement('canvas').getContext('2d');
      if (!row || !list || !canvas) return null;
      /** The lightness, from 0 to 255, of colours painted over each other. */
      const lightness = (...colours: string[]) => {
        for (const colour of colours) {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
        }
        return Math.max(...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3));
      };
      const { color, backgroundColor } = getComputedStyle(row);
      return {
        text: lightness(color),
        ground: lightness(getComputedStyle(document.body).backgroundColor, backgroundColor),
        scheme: getComputedStyle(list).colorScheme,
      };
    });
    assert.ok(seen.text > 150 && seen.ground < 110 && seen.scheme === 'dark', JSON.stringify(seen));
    await setTheme(visitor, 'system');
  },
};
