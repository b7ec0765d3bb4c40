/** A browser for tests, as a program. */

import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';

/** A part of what Playwright's `launch` takes. */
export interface Browser {
  executablePath: string;
  /** The whole environment of its process. Default: ours. */
  env?: NodeJS.ProcessEnv;
}

/** Whether it is more than a file of that name: without its snap, Ubuntu's `chromium-browser` only tells how to get it. */
export function runs({ executablePath, env }: Browser): boolean {
  try {
    accessSync(executablePath, constants.X_OK);
    if (!statSync(executablePath).isFile()) return false;
  } catch {
    return false;
  }
  // On Windows this would open a window.
  if (process.platform === 'win32') return true;
  return spawnSync(executablePath, ['--version'], { env, stdio: 'ignore', timeout: 60_000 }).status === 0;
}
