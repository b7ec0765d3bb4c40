/** `npm run fault -- --minutes 30 --seed 7`: the long form of the fault run. */

import { parseArgs } from 'node:util';
import { faultRun, summary } from './run.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes);
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error('--minutes must be a number greater than 0, and --seed a whole number.');
  process.exit(2);
}

console.log(`fault run: ${minutes} min, seed ${seed}`);
const report = await faultRun({ minutes, seed, log: (line) => console.log(line) });
console.log(`faults: ${summary(report.faults)}`);
console.log(`figures: ${JSON.stringify(report.figures, null, 2)}`);
for (const violation of report.violations) console.error(violation);

// Guards against runs that inject too few faults.
const { figures, faults } = report;
const shortfalls = [
  figures.notRecovered > 0 && `${figures.notRecovered} resumes should have been recovered but were not`,
  faults.kill < minutes * 4 && `only ${faults.kill} kills`,
  figures.sessionsResumed < minutes * 60 && `only ${figures.sessionsResumed} resumes`,
  figures.messagesStored < minutes * 200 && `only ${figures.messagesStored} messages`,
].filter((reason) => typeof reason === 'string');
if (shortfalls.length > 0) console.error(`The run failed its minimum requirements: ${shortfalls.join(', ')}.`);
console.log(report.violations.length === 0 && shortfalls.length === 0 ? 'All promises held.' : 'FAILED');
process.exit(report.violations.length === 0 && shortfalls.length === 0 ? 0 : 1);
