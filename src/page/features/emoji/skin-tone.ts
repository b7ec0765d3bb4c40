/** The skin tone for emoji that have one. It is chosen once for all of them. */

import { signal } from '@preact/signals';
import { store } from '../../state/store.ts';

/** None first, then from light to dark (UTS #51, Fitzpatrick modifiers). In the order of `also.skinTones`. */
export const TONES = ['', '\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'] as const;
export type Tone = (typeof TONES)[number];

const TONE_KEY = 'skin-tone';

/** The chosen one. */
export const tone = signal<Tone>(TONES.find((known) => known !== '' && known === store.get(TONE_KEY)) ?? '');

export function chooseTone(chosen: Tone): void {
  tone.value = chosen;
  store.set(TONE_KEY, chosen || undefined);
}

/** Such a thing as the room takes for one emoji: no other form is made. */
const ONE = /^\p{RGI_Emoji}$/v;

/** `char`, which has no tone, with `wanted`: everybody in it has the same. What can have none stays as it is. */
export function toned(char: string, wanted: Tone): string {
  if (wanted === '') return char;
  const all = char.replace(/(\p{Emoji_Modifier_Base})\u{FE0F}?/gu, `$1${wanted}`);
  // Two people hold hands by a sign that could have a tone of its own.
  const people = char.replace(/(?!\u{1F91D})(\p{Emoji_Modifier_Base})\u{FE0F}?/gu, `$1${wanted}`);
  return [all, people].find((form) => ONE.test(form)) ?? char;
}
