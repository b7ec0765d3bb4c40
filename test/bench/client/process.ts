/** One process of the load generator: does what its parent says, one command at a time. */

import { type ConnectPlan, Crowd, type CrowdPlan, type Posted, type TalkPlan } from './crowd.ts';

/** What a parent may ask. */
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

process.on('message', (command: Command) => {
  Promise.resolve(obey(command)).then(
    (value) => process.send?.({ value }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
// A parent that has died wants nothing any more.
process.on('disconnect', () => process.exit());

function obey(command: Command): unknown {
  if (command.kind === 'gather') {
    crowd = new Crowd(command.plan);
    return undefined;
  }
  if (!crowd) throw new Error(`"${command.kind}" before "gather"`);
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
