/**
 * No page stays older than its server: told of another build, it takes that one while nobody looks, or offers it. Drafts and
 * what is unsent outlive a reload; what does not, such as an edit, is waited for.
 */

import { computed, effect, signal } from '@preact/signals';
import { allowed } from '../../../client/allowed.ts';
import { offeredBuild, ownBuild } from '../../state/build.ts';
import { rooms } from '../../state/rooms.ts';
import { renewWorker } from './service-worker.ts';

const RENEWED = 'parley:renewed';

/** The build that a reload would bring, if it is another than this. */
export const newBuild = signal<string | undefined>(undefined);

/** Another build than this one, as the rooms tell. */
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
 * Rooms may be ahead of the files while a deploy spreads: only what a reload would really bring counts. The worker has it first:
 * where the server is slow to answer it gives the page that it keeps, which would be this one again.
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
  const isEditing = rooms.peek().some(({ writing }) => writing.peek().kind === 'edit');
  return isEditing || document.querySelector('dialog[open], .name-form') !== null;
}

/** Each build is tried once in a tab: while a deploy spreads, or is taken back, a reload may bring any. */
function note(build: string): boolean | undefined {
  return allowed(() => {
    const tried = sessionStorage.getItem(RENEWED)?.split(' ') ?? [];
    if (tried.includes(build)) return false;
    sessionStorage.setItem(RENEWED, [...tried, build].join(' '));
    return true;
  });
}
