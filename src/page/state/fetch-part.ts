/** Fetches parts of the page. If a deployment has removed the files of an outdated page, the page is reloaded once. */

import { allowed } from '../../client/storage/if-allowed.ts';
import { fetchWords } from '../words/words.ts';
import { offeredBuild } from './build-id.ts';

const RELOADED = 'parley:reloaded';

/**
 * Fetches a part of the page together with its words, so that no part changes its language after it is shown.
 * @returns `undefined` if the part can't be loaded: offline, or the page is about to reload
 */
export async function fetchPart<Part>(load: () => Promise<Part>): Promise<Part | undefined> {
  try {
    const part = await load();
    await fetchWords();
    // The part has loaded, so the page may reload again after the next deployment.
    allowed(() => sessionStorage.removeItem(RELOADED));
    return part;
  } catch {
    // Without a server, a reload would leave an empty page.
    if ((await offeredBuild()) !== undefined && noteReload()) location.reload();
    return undefined;
  }
}

/**
 * Records that the page is about to reload. Returns false if it did so before. Returns `undefined` if that can't be
 * recorded.
 */
function noteReload(): boolean | undefined {
  return allowed(() => {
    if (sessionStorage.getItem(RELOADED)) return false;
    sessionStorage.setItem(RELOADED, '1');
    return true;
  });
}
