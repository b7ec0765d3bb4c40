/** The page's first script. It is small, and runs while the script that draws the page is still loading. */

import { connectEarly } from '../state/early-room.ts';
import { nextTask } from '../state/next-task.ts';
import { isSupported } from './supported.ts';

/**
 * Makes the browser load its locale data, which the times of messages need. That takes a slow phone a quarter of a
 * second, so it is divided into two tasks.
 */
async function loadLocales(): Promise<void> {
  await nextTask();
  new Intl.Locale('en').numberingSystem;
  await nextTask();
  Intl.DateTimeFormat();
}

if (isSupported) connectEarly().then(loadLocales);
