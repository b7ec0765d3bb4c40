/** What of the list of messages comes after the first of them. */

import type { LateFeature } from '../../state/slot.ts';
import { clearHost } from '../../text/address.ts';
import { isClearHost } from '../../text/clear-host.ts';
import { endTime } from '../../words/short-format.ts';
import { attend } from './attend.ts';
import { CodeTools } from './code-tools.tsx';
import { ChangeFailure, Failure, Waiting } from './failure.tsx';
import { findMessage } from './find.ts';
import { Glide } from './glide.ts';
import { Hushed } from './hushed.tsx';
import { JumpToLatest } from './jump.tsx';
import { late } from './late-parts.ts';
import { followDays } from './midnight.ts';
import { Notices } from './notices.tsx';
import { Paging } from './paging.ts';
import { followPrinting } from './print.ts';
import { light, reach } from './reach.ts';
import { focusMessage } from './row-focus.ts';
import { onListKey } from './row-keys.ts';
import { startTabOrder } from './tab-order.ts';
import { toldOf } from './told.ts';
import { Tools } from './tools.tsx';
import { onTap } from './touch.ts';
import { words } from './words.ts';

export const messages: LateFeature = {
  fill() {
    clearHost.value = isClearHost;
    late.value = {
      attend,
      onTap,
      onListKey,
      findMessage,
      reach,
      light,
      focusMessage,
      Glide,
      Paging,
      Tools,
      JumpToLatest,
      toldOf,
      Notices,
      Hushed,
      Failure,
      ChangeFailure,
      Waiting,
      CodeTools,
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
