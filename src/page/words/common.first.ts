/** The words that several features share and that are loaded with the page, in the language of the page. */

import { en } from './common.first.en.ts';
import { wordsOf } from './words.ts';

export const common = wordsOf(en, () => import('./common.first.zh.ts'));
