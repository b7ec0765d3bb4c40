/** The browser for tests, as a program. */

import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';

/** The part of Playwright's launch options that says which browser to start. */
export interface Browser {
  executablePath: string;
  /** The whole environment of its process. Default: that of this process. */
  env?: NodeJS.ProcessEnv;
}

/**
 * Whether the program really runs. Without its snap, Ubuntu's `chromium-browser` is a script that only says how to
 * install it.
 */
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
