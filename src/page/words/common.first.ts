/** What several parts of the page say, from the first step on, in the language of the page. */

import { en } from './common.first.en.ts';
import { wordsOf } from './words.ts';

export const common = wordsOf(en, () => import('./common.first.zh.ts'));
