/** `npm run bench`: Parley and its peers under the same load on this machine. */

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { DIALECTS } from './client/dialect.ts';
import { STANDARD_MONTH } from './cost.ts';
import { type Figures, medians } from './figures.ts';
import { SERVERS_CPU } from './measure.ts';
import { type CountedSlice, countSlice, monthMarkdown } from './month.ts';
import { Reader } from './options.ts';
import { type ScenarioResult, toMarkdown } from './report.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { ALL_PEERS, PARLEY, type Peer, parleyBefore, removeBuilds } from './server/peers.ts';
import type { Settings } from './settings.ts';

/** The part of the month that is played to count its cost, with about 200 messages. */
const COST_ROOMS = 20;
const COST_SECONDS = 30;

const DOCUMENT = join(import.meta.dirname, '../../docs/performance.md');

const reader = new Reader(
  process.argv.slice(2),
  ['runs', 'only', 'peers', 'json', 'seconds', 'idle-seconds', 'processes', 'offer', 'before'],
  ['write', 'pin'],
);
const runs = reader.number('runs', 5, { min: 1, max: 100 });
const only = reader.list('only', [...SCENARIOS.map(({ name }) => name), 'cost']);
const named = reader.text('peers') !== undefined;
const before = reader.text('before');
const wanted = reader.list(
  'peers',
  ALL_PEERS.map(({ name }) => name),
);
const settings: Settings = {
  seconds: reader.number('seconds', 4, { min: 1, max: 600 }),
  idleSeconds: reader.number('idle-seconds', 60, { min: 1, max: 3_600 }),
  processes: reader.number('processes', 1, { min: 1, max: 16 }),
  offer: reader.choice('offer', ['browser', 'none']),
  pin: reader.isSet('pin'),
};
if (process.platform !== 'linux') reader.problems.push('The bench reads /proc, which only Linux has.');
if (settings.pin && cpus().length < 2) reader.problems.push('--pin needs two processors.');
if (reader.problems.length > 0) {
  for (const problem of reader.problems) console.error(problem);
  process.exit(2);
}

// The servers inherit the pinning. While they are measured, this process only waits.
if (settings.pin) execFileSync('taskset', ['-a', '-c', '-p', String(SERVERS_CPU), String(process.pid)]);

// The servers are killed at the exit of this process, but not by a signal alone.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const started = new Date();
const peers: Peer[] = [];
const versions: Record<string, string> = {};
const asked = ALL_PEERS.filter(({ name }) => wanted.includes(name));
// The other version comes right after the current one, whether or not that is measured.
if (before !== undefined) asked.splice(asked.indexOf(PARLEY) + 1, 0, parleyBefore(before));
for (const peer of asked) {
  const missing = await peer.missing();
  if (missing === undefined) {
    peers.push(peer);
    versions[peer.name] = await peer.version();
  } else console.error(`${peer.title} (${peer.name}) is skipped: ${missing}.`);
}

const results: ScenarioResult[] = [];
let cost: CountedSlice | undefined;
try {
  for (const scenario of SCENARIOS.filter(({ name }) => only.includes(name))) {
    const result = await measure(scenario);
    results.push(result);
    console.log(toMarkdown(result));
  }
  if (only.includes('cost')) {
    cost = await countSlice({ rooms: COST_ROOMS, seconds: COST_SECONDS, usage: STANDARD_MONTH });
    console.log(monthMarkdown(cost));
  }
} finally {
  await removeBuilds();
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()} ${arch()}`;
const jsonPath = reader.text('json');
if (jsonPath !== undefined)
  await writeFile(
    jsonPath,
    `${JSON.stringify({ date: started.toISOString(), machine, node: process.version, versions, runs, settings, results, cost }, null, 2)}\n`,
  );
if (reader.isSet('write')) await writeDocument();

/** Measures all peers in turn, run after run, so that other load on the machine affects all of them alike. */
async function measure(scenario: Scenario): Promise<ScenarioResult> {
  const measured = peers.filter(
    ({ name, dialect, aside = false }) =>
      (named || name === 'before' || (scenario.peers?.includes(name) ?? !aside)) &&
      (!scenario.resumes || DIALECTS[dialect].resumes),
  );
  if (measured.length === 0) process.stderr.write(`${scenario.name}: none of --peers can be measured.\n`);
  const figures = new Map<Peer, Figures[]>(measured.map((peer) => [peer, []]));
  const problems = new Map<Peer, string>();
  const times = Math.min(runs, scenario.maxRuns);
  for (let run = 1; run <= times; run++) {
    for (const peer of measured) {
      // A peer that failed once isn't tried again, because each failure may take a while.
      if (problems.has(peer)) continue;
      process.stderr.write(`${scenario.name} ${run}/${times} ${peer.name} …\n`);
      try {
        figures.get(peer)?.push(await scenario.measure(peer, settings));
      } catch (error) {
        problems.set(peer, error instanceof Error ? error.message : String(error));
        process.stderr.write(`${peer.name}: ${problems.get(peer)}\n`);
      }
    }
  }
  return {
    name: scenario.name,
    title: scenario.title,
    peers: measured.map((peer) => {
      const { name, title } = peer;
      const own = figures.get(peer) ?? [];
      const problem = problems.get(peer);
      return { name, title, runs: own, median: medians(own), ...(problem === undefined ? {} : { problem }) };
    }),
  };
}

/** Writes the tables between the markers in docs/performance.md. */
async function writeDocument(): Promise<void> {
  const [from, to] = ['<!-- bench -->', '<!-- /bench -->'];
  const text = await readFile(DOCUMENT, 'utf8');
  const [start, end] = [text.indexOf(from), text.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`${DOCUMENT} has no ${from} … ${to}`);
  const list = peers.map(({ name, title }) => `${title} on ${versions[name]}`).join('; ');
  const head = `${started.toISOString().slice(0, 10)}, medians of up to ${runs} runs, windows of ${settings.seconds} s. Machine: ${machine}. ${list}.`;
  const body = [...results.map(toMarkdown), ...(cost ? [monthMarkdown(cost)] : [])].join('\n');
  await writeFile(DOCUMENT, `${text.slice(0, start)}${from}\n${head}\n\n${body}${text.slice(end)}`);
}
