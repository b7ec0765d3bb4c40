/** The skin tone, which is chosen once for all emoji that can have one. */

import { signal } from '@preact/signals';
import { store } from '../../state/local-storage.ts';

/** No tone, then from light to dark (UTS #51, Fitzpatrick modifiers), in the order of `words.skinTones`. */
export const TONES = ['', '\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'] as const;
export type Tone = (typeof TONES)[number];

const TONE_KEY = 'skin-tone';

/** The chosen tone. */
export const tone = signal<Tone>(TONES.find((known) => known !== '' && known === store.get(TONE_KEY)) ?? '');

export function chooseTone(chosen: Tone): void {
  tone.value = chosen;
  store.set(TONE_KEY, chosen || undefined);
}

/** What the room accepts as a single emoji. No other sequence is made. */
const ONE = /^\p{RGI_Emoji}$/v;

/**
 * `char`, which has no tone, in the tone `wanted`. All people in an emoji get the same tone. An emoji without tones
 * stays as it is.
 */
export function toned(char: string, wanted: Tone): string {
  if (wanted === '') return char;
  const all = char.replace(/(\p{Emoji_Modifier_Base})\u{FE0F}?/gu, `$1${wanted}`);
  // The handshake between two people could have a tone of its own.
  const people = char.replace(/(?!\u{1F91D})(\p{Emoji_Modifier_Base})\u{FE0F}?/gu, `$1${wanted}`);
  return [all, people].find((form) => ONE.test(form)) ?? char;
}
