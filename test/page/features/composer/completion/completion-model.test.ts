/** The completion model, with a fake field. */

import { beforeEach, describe, expect, test } from 'vitest';
import { CompletionModel } from '../../../../../src/page/features/composer/completion/completion-model.ts';
import type { SuggestionSource } from '../../../../../src/page/features/composer/completion/source.ts';
import { Room } from '../../../../../src/page/state/room.ts';
import type { KeyPress } from '../../../../../src/page/ui/enter-key.ts';

const NAMES = ['ana', 'anabel', 'andi'];
let chosen: string[] = [];

/** `@` completes a name, and a second `!` turns `!wow!` into a word. */
const SOURCE: SuggestionSource = {
  kind: 'member',
  patterns: [/@([a-z]*)$/],
  suggest: (query) =>
    NAMES.filter((name) => name.startsWith(query)).map((name) => ({
      key: name,
      text: `@${name}`,
      label: name,
      onChosen: () => chosen.push(name),
    })),
  closed(text, caret, typed) {
    const code = typed === '!' ? /!(\w+)!$/.exec(text.slice(0, caret)) : null;
    return code ? { text: (code[1] ?? '').toUpperCase(), from: code.index, to: caret } : undefined;
  },
};

/** A field that contains `text`, with its completion. */
function typing(text: string) {
  const field = { text };
  const model: CompletionModel = new CompletionModel(new Room('den', 0), [SOURCE], ({ text, from, to }) => {
    field.text = field.text.slice(0, from) + text + field.text.slice(to);
    model.read(field.text, from + text.length);
  });
  model.readTyped(text, text.length, text.slice(-1));
  return { field, model };
}

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  const none = { isComposing: false, keyCode: 0, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  return { key, ...none, ...more };
}

const labels = (model: CompletionModel) => model.suggestions.value.map(({ label }) => label);

beforeEach(() => {
  chosen = [];
});

describe('suggestions', () => {
  test('suggestions are for the token at the caret', () => {
    const { model } = typing('hey @an');
    expect(labels(model)).toEqual(['ana', 'anabel', 'andi']);
    model.read('hey @anab', 9);
    expect(labels(model)).toEqual(['anabel']);
    model.read('hey @anab', 3);
    expect(labels(model)).toEqual([]);
  });

  test('no suggestions are shown while text is selected, or after they have been closed', () => {
    const { model } = typing('@an');
    model.read('@an', undefined);
    expect(labels(model)).toEqual([]);
    model.read('@an', 3);
    model.close();
    expect(labels(model)).toEqual([]);
  });
});

describe('keys of the suggestion list', () => {
  test('arrow keys move through the suggestions and wrap around', () => {
    const { model } = typing('@an');
    expect(model.active.value).toBe(0);
    expect(model.key(press('ArrowUp'))).toBe(true);
    expect(model.active.value).toBe(2);
    model.key(press('ArrowDown'));
    model.key(press('ArrowDown'));
    expect(model.active.value).toBe(1);
  });

  test('Enter and Tab insert the active suggestion, followed by a space', () => {
    for (const key of ['Enter', 'Tab']) {
      const { model, field } = typing('hey @an');
      model.key(press('ArrowDown'));
      expect(model.key(press(key)), key).toBe(true);
      expect(field.text).toBe('hey @anabel ');
      expect(labels(model)).toEqual([]);
    }
    expect(chosen).toEqual(['anabel', 'anabel']);
  });

  test('Esc closes the suggestions and changes no text', () => {
    const { model, field } = typing('@an');
    expect(model.key(press('Escape'))).toBe(true);
    expect([labels(model), field.text]).toEqual([[], '@an']);
  });

  test('Enter sends if the token is complete or nothing is suggested', () => {
    expect(typing('@anabel').model.key(press('Enter'))).toBe(false);
    expect(typing('@anabel').model.key(press('Tab'))).toBe(true);
    for (const key of ['Enter', 'Tab', 'ArrowUp', 'Escape'])
      expect(typing('hello').model.key(press(key)), key).toBe(false);
  });

  test('keys are ignored during composition and with a modifier key', () => {
    const { model } = typing('@an');
    for (const more of [
      { isComposing: true },
      { keyCode: 229 },
      { altKey: true },
      { ctrlKey: true },
      { metaKey: true },
    ])
      expect(model.key(press('ArrowDown', more))).toBe(false);
    expect(model.key(press('Enter', { shiftKey: true }))).toBe(false);
    expect(model.active.value).toBe(0);
  });
});

test('a token that was just closed is replaced at once', () => {
  expect(typing('so !wow!').field.text).toBe('so WOW');
  expect(typing('so !wow').field.text).toBe('so !wow');
});
