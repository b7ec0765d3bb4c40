/** The words that several features share and that are loaded late, in the language of the page. */

import { en } from './common.en.ts';
import { wordsOf } from './words.ts';

export const moreCommon = wordsOf(en, () => import('./common.zh.ts'));
