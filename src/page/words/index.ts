/** What the first step says. */

import { en } from './en.ts';
import { wordsOf } from './words.ts';

export type { Words } from './en.ts';

export const words = wordsOf(en, () => import('./zh.ts'));
