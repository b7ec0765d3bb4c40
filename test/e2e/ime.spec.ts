/**
 * Composition of Chinese, Japanese and Korean text: until a suggestion is accepted, Enter belongs to the input method.
 */

import type { CDPSession } from '@playwright/test';
import { expect, type Person, test } from './fixtures.ts';

/** Controls the input method of a page through the browser itself. */
async function inputMethod({ page }: Person) {
  const devtools: CDPSession = await page.context().newCDPSession(page);
  return {
    compose: (text: string) =>
      devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    /**
     * Presses Enter during the composition: a real key press, with the key code that systems use then, or with the
     * normal one.
     */
    enter: async (keyCode: 229 | 13) => {
      const press = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: keyCode };
      await devtools.send('Input.dispatchKeyEvent', { ...press, type: 'rawKeyDown' });
      await devtools.send('Input.dispatchKeyEvent', { ...press, type: 'keyUp' });
    },
    commit: (text: string) => devtools.send('Input.insertText', { text }),
  };
}

test('Enter accepts a suggestion of the input method without sending, and then sends', async ({ server, somebody }) => {
  const an = await somebody({ locale: 'zh-CN' });
  await an.enter(`${server.url}/r/ime-send`);
  await an.say('第一条');
  const ime = await inputMethod(an);
  for (const [keyCode, text] of [
    [229, '你好'],
    [13, '世界'],
  ] as const) {
    await an.field.focus();
    await ime.compose('ni hao');
    await expect(an.field).toHaveValue('ni hao');
    await ime.enter(keyCode);
    // If it had been sent, the field would be empty at once, and so would the composition.
    await expect(an.field).toHaveValue('ni hao');
    await ime.commit(text);
    await expect(an.field).toHaveValue(text);
    await an.field.press('Enter');
    await expect(an.field).toHaveValue('');
    await expect(an.messages.last()).toContainText(text);
  }
  expect(await an.texts()).toEqual(['第一条', '你好', '世界']);
});

test('Enter during composition neither chooses a room nor completes a name', async ({ server, somebody, tool }) => {
  const an = await somebody({ locale: 'zh-CN' });
  await an.enter(`${server.url}/r/ime-choose`);
  await tool('/ws/ime-choose?name=%E6%9D%8E%E9%9B%B7');
  await expect(an.page.getByRole('complementary')).toContainText('李雷');
  const ime = await inputMethod(an);
  await an.field.pressSequentially('@');
  const names = an.page.getByRole('listbox', { name: '建议' });
  await expect(names).toContainText('李雷');
  await ime.compose('li');
  await ime.enter(229);
  await expect(an.field).toHaveValue('@li');
  await ime.commit('李');
  await expect(names.getByRole('option', { selected: true })).toContainText('李雷');
  await an.field.press('Enter');
  await expect(an.field).toHaveValue('@李雷 ');

  await an.page.keyboard.press('Control+k');
  const field = an.page.getByRole('combobox', { name: '房间名称' });
  await expect(field).toBeFocused();
  await ime.compose('huayuan');
  await ime.enter(229);
  await expect(an.page.getByRole('dialog')).toBeVisible();
  await ime.commit('花园');
  await expect(field).toHaveValue('花园');
  await field.press('Enter');
  await expect(an.page).toHaveURL(new RegExp(`/r/${encodeURIComponent('花园')}$`));
});
