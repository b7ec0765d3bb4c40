/**
 * The parts of the connection feature that are loaded after the first messages: its words, and what keeps the page
 * working offline.
 */

import { computed } from '@preact/signals';
import { rooms } from '../../state/rooms.ts';
import type { LateFeature } from '../../state/slot.ts';
import { BannerText } from './banner-text.tsx';
import { keepCopies } from './keep-room-copies.ts';
import { late } from './late-parts.ts';
import { startRenewing } from './renewal.ts';
import { obeyWorker, startWorker } from './service-worker.ts';
import { lookForUnkept } from './storage-warnings.ts';
import { watchNetwork } from './watch-network.ts';

/** Whether any room is connected. */
const someLive = computed(() => rooms.value.some(({ state }) => state.value?.link.status === 'live'));

export const connection: LateFeature = {
  fill() {
    late.value = { BannerText };
  },
  start() {
    // Must come before the code that reloads for a newer build. Both listen for the page being hidden, and the copies
    // must be stored first.
    keepCopies();
    watchNetwork();
    startRenewing();
    lookForUnkept();
    obeyWorker();
    startWorker(someLive);
  },
};
