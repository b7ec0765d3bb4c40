/** What of the connection comes after the first messages: words for it, and what keeps the page working without one. */

import { computed } from '@preact/signals';
import { rooms } from '../../state/rooms.ts';
import type { LateFeature } from '../../state/slot.ts';
import { BannerText } from './banner-text.tsx';
import { keepCopies } from './keep-room-copies.ts';
import { late } from './late-parts.ts';
import { startRenewing } from './renewal.ts';
import { obeyWorker, startWorker } from './service-worker.ts';
import { lookForUnkept } from './storage-warnings.ts';

/** Whether any room is connected. */
const someLive = computed(() => rooms.value.some(({ state }) => state.value?.link.status === 'live'));

export const connection: LateFeature = {
  fill() {
    late.value = { BannerText };
  },
  start() {
    // Before a reload for a newer build, which comes with the same event: copies are kept when the page is hidden.
    keepCopies();
    startRenewing();
    lookForUnkept();
    obeyWorker();
    startWorker(someLive);
  },
};
