/**
 * Finds and runs the programs that a browser needs. Each runs in a process group of its own, so that it can be ended
 * with everything that it started.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const STARTED_MS = 60_000;
const STOP_MS = 1_000;

/**
 * The path of a program on the `PATH`, or `name` itself if it is a path; `undefined` if no such program can be
 * executed.
 */
export function findProgram(name: string, path = process.env.PATH ?? ''): string | undefined {
  const places = name.includes('/') ? [name] : path.split(delimiter).map((folder) => join(folder, name));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const running = new Set<number>();
process.once('exit', () => {
  for (const pid of running) signal(pid, 'SIGKILL');
});

export class Program {
  readonly #child: ChildProcess;
  readonly #pid: number;
  #printed = '';

  private constructor(child: ChildProcess, pid: number) {
    this.#child = child;
    this.#pid = pid;
    running.add(pid);
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#printed += text;
      });
  }

  /** @param env variables in addition to those of this process */
  static start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Program {
    const child = spawn(command, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    child.on('error', () => {});
    if (child.pid === undefined) throw new Error(`${command} could not be started`);
    return new Program(child, child.pid);
  }

  /**
   * Waits until the program is ready.
   * @param look returns something once it is ready
   * @throws Error with its output, if it exits first or takes more than a minute
   */
  async started<T>(look: (printed: string) => T | undefined | Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + STARTED_MS;
    for (;;) {
      const found = await look(this.#printed);
      if (found !== undefined) return found;
      if (this.#hasEnded || Date.now() > deadline)
        throw new Error(`${this.#child.spawnfile} did not become ready:\n${this.#printed}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ends the program and everything that it started. */
  async stop(): Promise<void> {
    signal(this.#pid, 'SIGTERM');
    if (!this.#hasEnded) await once(this.#child, 'exit', { signal: AbortSignal.timeout(STOP_MS) }).catch(() => {});
    signal(this.#pid, 'SIGKILL');
    running.delete(this.#pid);
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // The group has already ended.
  }
}
