/**
 * Keeps the page as new as its server. When the server has another build, the page reloads while nobody is looking, or
 * offers to. Drafts and unsent messages outlive a reload. The page waits for anything that doesn't, such as an edit.
 */

import { computed, effect, signal } from '@preact/signals';
import { allowed } from '../../../client/storage/if-allowed.ts';
import { offeredBuild, ownBuild } from '../../state/build-id.ts';
import { rooms } from '../../state/rooms.ts';
import { renewWorker } from './service-worker.ts';

const RENEWED = 'parley:renewed';

/** The build that a reload would load, if it differs from this one. */
export const newBuild = signal<string | undefined>(undefined);

/** A build that differs from this one, as reported by a room. */
const told = computed(() => {
  for (const { state } of rooms.value) {
    const { link, build = '' } = state.value ?? {};
    if (link?.status === 'live' && build !== ownBuild()) return build;
  }
  return undefined;
});

export function startRenewing(): void {
  effect(() => {
    if (told.value !== undefined) look();
  });
  document.addEventListener('visibilitychange', () => {
    if (newBuild.peek() !== undefined) renewUnseen();
    else if (told.peek() !== undefined) look();
  });
}

/**
 * While a deployment spreads, rooms may be ahead of the files. Only the build that a reload would really load counts.
 * The service worker must have it first, because if the server is slow, the worker serves its stored page, which would
 * be the old one again.
 */
async function look(): Promise<void> {
  const offered = await offeredBuild();
  if (offered === undefined || offered === ownBuild()) return;
  await renewWorker();
  newBuild.value = offered;
  renewUnseen();
}

function renewUnseen(): void {
  const { value: build } = newBuild;
  if (build === undefined || !document.hidden || isBusy() || !note(build)) return;
  location.reload();
}

/** Whether a reload would lose something. */
function isBusy(): boolean {
  const isEditing = rooms.peek().some(({ composition }) => composition.writing.peek().kind === 'edit');
  return isEditing || document.querySelector('dialog[open], .name-form') !== null;
}

/** Each build is tried once per tab. While a deployment spreads or is rolled back, a reload may load any build. */
function note(build: string): boolean | undefined {
  return allowed(() => {
    const tried = sessionStorage.getItem(RENEWED)?.split(' ') ?? [];
    if (tried.includes(build)) return false;
    sessionStorage.setItem(RENEWED, [...tried, build].join(' '));
    return true;
  });
}
