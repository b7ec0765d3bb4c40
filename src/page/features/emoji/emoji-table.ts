/** The build step that packs the emoji data of one language into a short text. Pure. */

import { oneEmoji } from '../../../protocol/one-emoji.ts';
import type { Words } from './words.en.ts';

/** The fields used from an entry in emojibase-data's compact.json. */
export interface CompactEmoji {
  hexcode: string;
  label: string;
  unicode: string;
  tags?: string[];
  /** Absent on components that aren't emoji by themselves. */
  group?: number;
}

/**
 * Joined sequences, such as a man or a woman doing something. They are found by name alone, because their tags are
 * those of the plain emoji.
 */
const VARIANT = /\u200d/;
/** The number of tags kept per emoji. The first ones are the most telling. */
const TAGS = 4;

/** Unicode's groups by the names that the table gives them. Group 2 has skin tones and hair, which nobody looks for. */
const GROUPS: Readonly<Record<keyof Words['emojiGroups'], number>> = {
  smileys: 0,
  people: 1,
  nature: 3,
  food: 4,
  places: 5,
  activities: 6,
  objects: 7,
  symbols: 8,
  flags: 9,
};

/**
 * Packs each emoji into a line: the emoji, its name, its shortcodes and its tags, separated by tabs. A line with
 * `#` and a name begins a group. emoji.ts reads the result.
 * @param shortcodes by hexcode, as in emojibase-data's shortcodes/github.json
 */
export function emojiTable(
  all: readonly CompactEmoji[],
  shortcodes: Readonly<Record<string, string | string[]>>,
): string {
  const lines: string[] = [];
  for (const [name, group] of Object.entries(GROUPS)) {
    lines.push(`#${name}`);
    for (const { hexcode, label, unicode, tags = [] } of all.filter((one) => one.group === group)) {
      const codes = [shortcodes[hexcode] ?? []].flat();
      const known = new Set(`${label} ${codes.join(' ').replaceAll('_', ' ')}`.toLowerCase().split(/[\s:]+/));
      const others = tags.filter((tag) => !VARIANT.test(unicode) && !known.has(tag.toLowerCase())).slice(0, TAGS);
      const char = oneEmoji(unicode);
      if (char) lines.push([char, label, codes.join(' '), others.join(',')].join('\t').trimEnd());
    }
  }
  return lines.join('\n');
}
