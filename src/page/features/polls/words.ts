/** The words about polls, in the language of the page. */

import { wordsOf } from '../../words/words.ts';
import { en } from './words.en.ts';

export const words = wordsOf(en, () => import('./words.zh.ts'));
