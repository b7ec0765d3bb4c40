/** The words of the home page, the room list and the actions on a room, in the language of the page. */

import { wordsOf } from '../../words/words.ts';
import { en } from './words.en.ts';

export const words = wordsOf(en, () => import('./words.zh.ts'));
