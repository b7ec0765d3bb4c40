/** A measured server: a child process that reports its port and ends on request. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const READY_MS = 30_000;
/** workerd waits for its connections to end. What it has confirmed is on disk by then. */
const STOP_MS = 300;
const POLL_MS = 20;

export interface ServerProcess {
  pid: number;
  port: number;
  /** Everything that the process has printed. */
  printed(): string;
  stop(): Promise<void>;
}

/** Children to kill if this process ends first. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts a server and waits until it listens.
 * @param port the port on which it will listen; without it, the server prints `port <number>`
 * @throws Error with its output, if it exits or isn't ready in time
 */
export async function startProcess(command: string, args: readonly string[], port?: number): Promise<ServerProcess> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  let failure = '';
  child.once('error', (error) => {
    failure = error.message;
  });
  const hasEnded = (): boolean => failure !== '' || child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    running.delete(child);
    if (hasEnded()) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(kill);
  };
  const until = Date.now() + READY_MS;
  for (;;) {
    const found = port ?? Number(/^port (\d+)$/m.exec(printed)?.[1] ?? 0);
    if (found > 0 && child.pid !== undefined && (await listens(found)))
      return { pid: child.pid, port: found, printed: () => printed, stop };
    if (hasEnded() || Date.now() > until) {
      await stop();
      throw new Error(`${command} ${args.join(' ')} was not ready: ${failure}\n${printed}`);
    }
    await delay(POLL_MS);
  }
}

function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket
      .once('error', () => resolve(false))
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      });
  });
}
