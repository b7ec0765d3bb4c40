/** What several parts of the page say, once the late part is here, in the language of the page. */

import { en } from './common.en.ts';
import { wordsOf } from './words.ts';

export const moreCommon = wordsOf(en, () => import('./common.zh.ts'));
