/** What of the composer comes after the first messages. */

import type { LateFeature } from '../../state/slot.ts';
import { reason, sentence } from '../../words/reason.ts';
import { runCommand } from '../commands/run-command.ts';
import { editLast, leaveWriting, saveEdit } from '../messages/actions.ts';
import { Completion } from './completion/completion.tsx';
import { received, startTellingOfFiles } from './file-notice.ts';
import { onMarkKey } from './format-keys.ts';
import { late } from './late-parts.ts';
import { keepEdits } from './persisted-edits.ts';
import { pickEmoji } from './pick-emoji.ts';
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
      onMarkKey,
      received,
      runCommand,
      whyRefused: (refused) => sentence(reason(refused)),
      editWords,
      editLast,
      saveEdit,
      leaveWriting,
      words,
    };
  },
  start() {
    startTellingOfFiles();
    keepEdits();
  },
};
