import { words } from './words.ts';

/** Says that a reaction was refused. `why` is the end of the sentence. */
export function notReacted(why: string): string {
  return words.value.notReacted(why);
}
