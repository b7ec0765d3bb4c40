/** Finds items by the beginnings of words. Pure. */

import { foldText } from '../../protocol/fold.ts';

/**
 * The items of `all` in whose text a word begins with `query`. Texts are compared as in the search, so that nobody
 * needs to type ø, ё or ’. Items whose text itself begins with `query` come first.
 * @param textOf returns the text of an item
 */
export function matching<Item>(
  all: readonly Item[],
  query: string,
  limit: number,
  textOf: (item: Item) => string,
): Item[] {
  const wanted = foldText(query);
  const first: Item[] = [];
  const others: Item[] = [];
  for (const item of all) {
    const text = foldText(textOf(item));
    if (text.startsWith(wanted)) first.push(item);
    else if (text.includes(` ${wanted}`)) others.push(item);
  }
  return [...first, ...others].slice(0, limit);
}
