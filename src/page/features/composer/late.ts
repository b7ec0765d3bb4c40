/** The parts of the composer that are loaded after the first messages. */

import { keepEdits } from '../../state/persisted-edits.ts';
import type { LateFeature } from '../../state/slot.ts';
import { whyNotQueued } from '../../words/reason.ts';
import { Completion } from './completion/completion.tsx';
import { onFieldKey } from './field-keys.ts';
import { received, startTellingOfFiles } from './file-notice.ts';
import { late } from './late-parts.ts';
import { pickEmoji } from './pick-emoji.ts';
import { submitNonMessage } from './submit-non-message.ts';
import { guardUndo } from './undo-guard.ts';
import { words } from './words.ts';
import { editWords, WritingBar } from './writing-bar.tsx';

export const composer: LateFeature = {
  fill() {
    late.value = {
      Completion,
      WritingBar,
      guardUndo,
      pickEmoji,
      onKey: onFieldKey,
      received,
      submitNonMessage,
      whyRefused: whyNotQueued,
      editWords,
      words,
    };
  },
  start() {
    startTellingOfFiles();
    keepEdits();
  },
};
