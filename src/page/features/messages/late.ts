/** The parts of the message list that are loaded after the first messages. */

import { late as lateState } from '../../state/late-parts.ts';
import { callsMe } from '../../state/mentionable.ts';
import type { LateFeature } from '../../state/slot.ts';
import { clearHost } from '../../text/address.ts';
import { isClearHost } from '../../text/clear-host.ts';
import { rareBlockAt } from '../../text/rare-blocks.ts';
import { rareMarks } from '../../text/rare-marks.ts';
import { shortLinksIn } from '../../text/short-links.ts';
import { fetchViews } from '../../ui/overlay.ts';
import { endTime } from '../../words/short-format.ts';
import { followDays } from './list/day-change.ts';
import { JumpToLatest } from './list/jump-to-latest.tsx';
import { late as list } from './list/late-parts.ts';
import { highlightMessage, loadForReader } from './list/load-for-reader.ts';
import { loadToMessage } from './list/load-to-message.ts';
import { Paging } from './list/paging.ts';
import { followPrinting } from './list/print-all.ts';
import { focusMessage } from './list/row-focus.ts';
import { Glide } from './list/smooth-scroll.ts';
import { startTabOrder } from './list/tab-order.ts';
import { late as notices } from './notices/late-parts.ts';
import { outcomesOf } from './notices/notice-outcomes.ts';
import { Notices } from './notices/notices.tsx';
import { CodeTools } from './row/code-tools.tsx';
import { HiddenMessage } from './row/hidden-message.tsx';
import { late as row } from './row/late-parts.ts';
import { mentionsIn } from './row/mentions.tsx';
import { RareBlockView, RoomLink } from './row/rare-views.tsx';
import { ChangeFailure, Failure, Waiting } from './row/send-failure.tsx';
import { asTyped } from './tools/item-kinds.ts';
import { startListListeners } from './tools/list-listeners.ts';
import { onTap } from './tools/long-press.ts';
import { onListKey } from './tools/message-keys.ts';
import { Tools } from './tools/toolbar.tsx';
import { words } from './words.ts';

export const messages: LateFeature = {
  fill() {
    clearHost.value = isClearHost;
    rareMarks.value = { blockAt: rareBlockAt, linksIn: shortLinksIn };
    lateState.value = { callsMe, asTyped };
    list.value = {
      startListListeners,
      onTap,
      onListKey,
      loadToMessage,
      loadForReader,
      highlightMessage,
      focusMessage,
      Glide,
      Paging,
      Tools,
      JumpToLatest,
      words,
    };
    notices.value = { outcomesOf, Notices };
    row.value = {
      mentionsIn,
      RareBlockView,
      RoomLink,
      HiddenMessage,
      CodeTools,
      fetchColours: fetchViews,
      Failure,
      ChangeFailure,
      Waiting,
      endTime,
      words,
    };
  },
  start() {
    startTabOrder();
    followDays();
    followPrinting();
  },
};
