/** The build step that packs the emoji data of one language into one small text. Pure. */

import { oneEmoji } from '../../../protocol/emoji.ts';

/** What is used of an entry of emojibase-data's compact.json. */
export interface CompactEmoji {
  hexcode: string;
  label: string;
  unicode: string;
  tags?: string[];
  /** Absent on parts that are no emoji by themselves. */
  group?: number;
}

/** Men and women of the same doing, and so on: found by name alone, since their other words are those of the plain one. */
const VARIANT = /\u200d/;
/** Other words kept for each: those that come first say the most. */
const TAGS = 4;

/** As Unicode groups them, from smileys to flags. */
const GROUPS = 10;
/** Skin tones and hair: nobody looks for them alone. */
const COMPONENTS = 2;

/**
 * One line for each emoji: itself, name, shortcodes, other words for it, between tabs. A line with `#` alone
 * begins each group. emoji.ts reads it.
 * @param shortcodes by hexcode, as in emojibase-data's shortcodes/github.json
 */
export function emojiTable(
  all: readonly CompactEmoji[],
  shortcodes: Readonly<Record<string, string | string[]>>,
): string {
  const lines: string[] = [];
  for (let group = 0; group < GROUPS; group++) {
    if (group === COMPONENTS) continue;
    lines.push('#');
    for (const { hexcode, label, unicode, tags = [] } of all.filter((emoji) => emoji.group === group)) {
      const codes = [shortcodes[hexcode] ?? []].flat();
      const known = new Set(`${label} ${codes.join(' ').replaceAll('_', ' ')}`.toLowerCase().split(/[\s:]+/));
      const others = tags.filter((tag) => !VARIANT.test(unicode) && !known.has(tag.toLowerCase())).slice(0, TAGS);
      const char = oneEmoji(unicode);
      if (char) lines.push([char, label, codes.join(' '), others.join(',')].join('\t').trimEnd());
    }
  }
  return lines.join('\n');
}
