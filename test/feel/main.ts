/** `npm run feel`: how the page feels in real Chromium, beside what it may take at most. Counts and sizes are held to; times are told. */

import { parseArgs } from 'node:util';
import { type Feel, MESSAGES, measureFeel } from './run.ts';

const MB = 1_024 * 1_024;

interface Line {
  what: string;
  most: string;
  value: (feel: Feel) => number;
  show: (value: number) => string;
  /** Fails the run. */
  fails?: (value: number) => boolean;
}

const ms = (value: number): string => (value < 16 ? 'under 16 ms' : `${Math.round(value)} ms`);
const code = (value: number): string => `${value.toFixed(1)} ms`;
const whole = (value: number): string => String(Math.round(value));

const LINES: readonly Line[] = [
  { what: 'Typing, p95 to the next paint', most: '16 ms', value: ({ typing }) => typing.p95, show: ms },
  { what: '– of it the page’s code', most: '', value: ({ typing }) => typing.code95, show: code },
  { what: '– into a bare `<textarea>`', most: '', value: ({ typing }) => typing.bare95, show: ms },
  { what: 'INP of all that was done', most: '100 ms', value: ({ inp }) => inp, show: ms },
  ...(['type', 'send', 'react', 'menu', 'switch'] as const).flatMap((kind): Line[] => [
    { what: `– ${kind}, the slowest`, most: '', value: ({ slowest }) => slowest[kind].durationMs, show: ms },
    { what: '– – of it the page’s code', most: '', value: ({ slowest }) => slowest[kind].codeMs, show: code },
  ]),
  {
    what: 'Flood of 50/s for 10 s: longest task',
    most: '100 ms',
    value: ({ flood }) => flood.longestMs,
    show: (value) => (value < 50 ? 'under 50 ms' : ms(value)),
  },
  { what: '– main thread busy', most: '', value: ({ flood }) => flood.busyMs, show: ms },
  {
    what: '– renders in one frame',
    most: '1',
    value: ({ flood }) => flood.rendersPerFrame,
    show: whole,
    fails: (value) => value > 1,
  },
  {
    what: '– all in order',
    most: 'yes',
    value: ({ flood }) => Number(flood.inOrder),
    show: (value) => (value === 1 ? 'yes' : 'no'),
    fails: (value) => value !== 1,
  },
  {
    what: 'Heap of an empty room',
    most: '',
    value: ({ heap }) => heap.empty / MB,
    show: (value) => `${value.toFixed(1)} MB`,
  },
  {
    what: `Heap after ${MESSAGES.toLocaleString('en')} messages`,
    most: '60 MB',
    value: ({ heap }) => heap.full / MB,
    show: (value) => `${value.toFixed(1)} MB`,
    fails: (value) => value > 60,
  },
  {
    what: '– after 20 room switches',
    most: '+10 %',
    value: ({ heap }) => heap.switched,
    show: (value) => `${value < 1 ? '−' : '+'}${Math.abs((value - 1) * 100).toFixed(1)} %`,
    fails: (value) => value > 1.1,
  },
  { what: 'Rows in the document', most: '400', value: ({ rows }) => rows, show: whole, fails: (value) => value > 400 },
];

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
const feels: Feel[] = [];
for (let run = 0; run < Number(values.runs); run++) feels.push(await measureFeel());

console.log(`\n| In Chromium, median of ${feels.length} (least to most) | At most | Measured |\n|---|---|---|`);
for (const { what, most, value, show, fails } of LINES) {
  const found = feels.map(value).sort((a, b) => a - b);
  const [least = 0, middle = 0, greatest = 0] = [found[0], found[Math.floor(found.length / 2)], found.at(-1)];
  const spread = show(least) === show(greatest) ? '' : ` (${show(least)} to ${show(greatest)})`;
  const isOver = found.some((one) => fails?.(one));
  if (isOver) process.exitCode = 1;
  console.log(`| ${what} | ${most} | ${show(middle)}${spread}${isOver ? ' **over**' : ''} |`);
}
