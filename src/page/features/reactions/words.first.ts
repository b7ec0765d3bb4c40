/** The words of reactions that are loaded with the page, in the language of the page. */

import { wordsOf } from '../../words/words.ts';
import { en } from './words.first.en.ts';

export const firstWords = wordsOf(en, () => import('./words.first.zh.ts'));
