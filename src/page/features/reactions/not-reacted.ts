import { words } from './words.ts';

/** Says that a reaction was refused. `why` is the end of the sentence, for the error `code`. */
export function notReacted(why: string, code: string): string {
  const { notReacted, isFull } = words.value;
  // The picker offers only emoji, so the only thing that can be wrong with a reaction is that it is one too many.
  return notReacted(code === 'bad_request' ? isFull : why);
}
