/** The notification sound: two soft notes synthesised by the browser. Off by default. */

import { signal } from '@preact/signals';
import { store } from '../../state/local-storage.ts';

const SOUND_KEY = 'sound';

/** Whether notifications have a sound. Stored in this browser. */
export const isHeard = signal(store.get(SOUND_KEY) === 'on');

export function setHeard(on: boolean): void {
  isHeard.value = on;
  store.set(SOUND_KEY, on ? 'on' : undefined);
}

/** E5 and A5, a calm interval (a fourth). In hertz. */
const NOTES = [659, 880];
const NOTE_S = 0.11;
const FADE_S = 0.35;
/** Volume as a share of full scale. It is low so that the sound doesn't startle. */
const VOLUME = 0.12;

let context: AudioContext | undefined;

/** Whether the page was clicked. Browsers allow no sound before that. */
export function mayPlay(): boolean {
  return navigator.userActivation?.hasBeenActive ?? true;
}

/** Plays the sound. Does nothing if the browser allows no sound, for example before the first click on the page. */
export function play(): void {
  try {
    context ??= new AudioContext();
    const { currentTime, destination } = context;
    for (const [index, frequency] of NOTES.entries()) {
      const from = currentTime + index * NOTE_S;
      const tone = new OscillatorNode(context, { type: 'sine', frequency });
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.setValueAtTime(0, from);
      volume.gain.linearRampToValueAtTime(VOLUME, from + 0.01);
      volume.gain.exponentialRampToValueAtTime(0.001, from + FADE_S);
      tone.connect(volume).connect(destination);
      tone.start(from);
      tone.stop(from + FADE_S);
    }
  } catch {
    // No sound device, or none allowed.
  }
}
