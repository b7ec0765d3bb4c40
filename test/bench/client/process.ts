/** A process of the load generator, which executes the commands of its parent. */

import { type ConnectPlan, Crowd, type CrowdPlan, type Posted, type TalkPlan } from './crowd.ts';

/** The commands of the parent. */
export type Command =
  | { kind: 'gather'; plan: CrowdPlan }
  | { kind: 'connect'; plan: ConnectPlan }
  | { kind: 'talk'; plan: TalkPlan }
  | { kind: 'posted' }
  | { kind: 'drain'; posted: Posted; patienceMs: number }
  | { kind: 'sums' }
  | { kind: 'idle'; ms: number }
  | { kind: 'cut' }
  | { kind: 'close' };

let crowd: Crowd | undefined;

/** A command and its number, which the answer repeats, because commands overlap. */
export interface Order {
  id: number;
  command: Command;
}

export interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

process.on('message', ({ id, command }: Order) => {
  Promise.resolve(command)
    .then(execute)
    .then(
      (value) => answer({ id, value }),
      (error: unknown) =>
        answer({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
});
function answer(message: Answer): void {
  process.send?.(message);
}

// Without its parent, the process has nothing to do.
process.on('disconnect', () => process.exit());

function execute(command: Command): unknown {
  if (command.kind === 'gather') {
    crowd = new Crowd(command.plan);
    return undefined;
  }
  if (!crowd) throw new Error(`"${command.kind}" was sent before "gather"`);
  switch (command.kind) {
    case 'connect':
      return crowd.connect(command.plan);
    case 'talk':
      return crowd.talk(command.plan);
    case 'posted':
      return crowd.posted();
    case 'drain':
      return crowd.drain(command.posted, command.patienceMs);
    case 'sums':
      return crowd.sums();
    case 'idle':
      return crowd.idle(command.ms);
    case 'cut':
      return crowd.cut();
    case 'close':
      return crowd.close();
  }
}
