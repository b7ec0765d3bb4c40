/** Reloads an outdated page once, when a deploy has removed the files that it tries to load. */

import { allowed } from '../../client/allowed.ts';
import { fetchWords } from '../words/words.ts';
import { offeredBuild } from './build.ts';

const RELOADED = 'parley:reloaded';

/**
 * Fetches a part of the page, and what it says in the page's language: no part is shown in one language and then in another.
 * @returns `undefined` if it can't be had: offline, or the page is about to reload
 */
export async function fetchPart<Part>(load: () => Promise<Part>): Promise<Part | undefined> {
  try {
    const part = await load();
    await fetchWords();
    // It helped: after the next deploy it may be done again.
    allowed(() => sessionStorage.removeItem(RELOADED));
    return part;
  } catch {
    // To reload without a server would leave nothing.
    if ((await offeredBuild()) !== undefined && noteReload()) location.reload();
    return undefined;
  }
}

/** Notes that the page is about to reload. False where it did so before, or where that can't be noted. */
function noteReload(): boolean | undefined {
  return allowed(() => {
    if (sessionStorage.getItem(RELOADED)) return false;
    sessionStorage.setItem(RELOADED, '1');
    return true;
  });
}
