/** Parses emoji shortcodes while they are typed: `:ta`, `:tada:`. Pure. */

import { isInCode, reachOf } from '../composer/completion/token.ts';

/**
 * Where a colon can begin a shortcode, including after an emoji. Elsewhere it is punctuation, as in "12:30", "http://"
 * or "(boss):".
 */
const OPENED =
  /(?<=^|[\s\p{Ps}\p{Pi}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u{FE0F}|\u{20E3}|\u{E007F})/u;

/** Match the beginning of a shortcode up to the caret. */
export const BEGUN_CODES: readonly RegExp[] = [
  // A single Chinese character can be a whole word. Its colon is punctuation unless a space comes before it.
  /(?<!\S)[:：]([\w+-]{2,32}|[\w+-]*[^\p{ASCII}\s：]{1,16})$/u,
  new RegExp(`${OPENED.source}:([\\w+-]{2,32})$`, 'u'),
];

const CLOSED = new RegExp(`${OPENED.source}:([a-z\\d_+-]{1,40}):$`, 'u');

/** The shortcode at the caret that has just been closed: `:tada:`. */
export function closedCode(text: string, caret: number): { code: string; from: number } | undefined {
  const match = CLOSED.exec(reachOf(text, caret).before);
  if (!match) return undefined;
  const from = caret - match[0].length;
  return isInCode(text.slice(0, from)) ? undefined : { code: match[1] ?? '', from };
}
