/**
 * `npm run feel`: measures how the page feels in real Chromium on a desktop and on a slow phone, beside the limits.
 * Counts and sizes that exceed their limit fail the run; times are only reported.
 */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Arrival } from './arrival.ts';
import { type Basics, type Feel, MESSAGES, measureFeel, measurePhone } from './run.ts';

const MB = 1_024 * 1_024;

interface Line {
  what: string;
  most: string;
  show: (value: number) => string;
  /** Whether a value exceeds the limit, which fails the run. */
  fails?: (value: number) => boolean;
  /** The value on any device. */
  basic?: (found: Basics) => number;
  /** The value that is only measured on a desktop. */
  value?: (feel: Feel) => number;
}

const ms = (value: number): string => (value < 16 ? 'under 16 ms' : `${Math.round(value)} ms`);
const code = (value: number): string => `${value.toFixed(1)} ms`;
const whole = (value: number): string => String(Math.round(value));

const longest = ({ tasks }: Arrival): number => Math.max(0, ...tasks.map(({ durationMs }) => durationMs));

const LINES: readonly Line[] = [
  {
    what: 'First message on the screen',
    most: 'phone: 3,000 ms',
    basic: ({ arrival }) => arrival.firstMs ?? 0,
    show: ms,
  },
  {
    what: '– requests before it',
    most: '6',
    // The page and its WebSocket are requests too.
    basic: ({ arrival }) => 2 + arrival.requests.length,
    show: whole,
    fails: (value) => value > 6,
  },
  {
    what: '– scripts before it',
    most: '',
    basic: ({ arrival }) => arrival.scriptBytes / 1_024,
    show: (value) => `${value.toFixed(1)} KB`,
  },
  {
    what: '– longest task until the page is quiet',
    most: 'phone: 200 ms',
    basic: ({ arrival }) => longest(arrival),
    show: (value) => (value < 50 ? 'under 50 ms' : ms(value)),
  },
  {
    what: 'Typing, p95 to the next paint',
    most: '16 ms, phone: 40 ms',
    basic: ({ typing }) => typing.p95,
    show: ms,
  },
  { what: '– of which the page’s code', most: '', basic: ({ typing }) => typing.code95, show: code },
  { what: '– into a bare `<textarea>`', most: '', value: ({ typing }) => typing.bare95, show: ms },
  { what: 'INP of all interactions', most: '100 ms', value: ({ inp }) => inp, show: ms },
  ...(['type', 'send', 'react', 'menu', 'switch'] as const).flatMap((kind): Line[] => [
    { what: `– slowest: ${kind}`, most: '', value: ({ slowest }) => slowest[kind].durationMs, show: ms },
    { what: '– – of which the page’s code', most: '', value: ({ slowest }) => slowest[kind].codeMs, show: code },
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

/** A column of the table: a device, and the directory of the measured project. */
interface Column {
  title: string;
  measure: () => Promise<Basics>;
  /** Whether this column measures the version for comparison. The column before it measures the current one. */
  isBefore: boolean;
  found: Basics[];
}

const isFeel = (found: Basics): found is Feel => 'heap' in found;

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, before: { type: 'string' }, only: { type: 'string' } },
});
const roots = [undefined, ...(values.before === undefined ? [] : [resolve(values.before)])];
const columns = (['desktop', 'phone'] as const)
  .filter((device) => values.only === undefined || values.only === device)
  .flatMap((device) =>
    roots.map(
      (root): Column => ({
        title: `${device === 'desktop' ? 'Desktop' : 'Phone'}${root === undefined ? '' : ' before'}`,
        measure: () => (device === 'desktop' ? measureFeel(root) : measurePhone(root)),
        isBefore: root !== undefined,
        found: [],
      }),
    ),
  );
// Alternates between columns, so that other load on the machine affects all of them alike.
for (let run = 0; run < Number(values.runs); run++)
  for (const column of columns) {
    process.stderr.write(`${run + 1}/${values.runs} ${column.title} …\n`);
    column.found.push(await column.measure());
  }

const titles = columns.map(({ title }) => title);
console.log(`\n| In Chromium, median of ${values.runs} (least to most) | At most | ${titles.join(' | ')} |`);
console.log(`|---|---|${'---|'.repeat(columns.length)}`);
for (const line of LINES) {
  const cells: string[] = [];
  let now: number | undefined;
  for (const { found, isBefore } of columns) {
    const own = found
      .flatMap((one) => line.basic?.(one) ?? (isFeel(one) ? line.value?.(one) : undefined) ?? [])
      .sort((a, b) => a - b);
    cells.push(cell(line, own, isBefore ? now : undefined));
    now = own[Math.floor(own.length / 2)];
    if (!isBefore && own.some((one) => line.fails?.(one))) process.exitCode = 1;
  }
  console.log(`| ${line.what} | ${line.most} | ${cells.join(' | ')} |`);
}

/**
 * @param now the current project's median, if `own` is of the version for comparison; the cell then has the ratio to it
 */
function cell({ show, fails }: Line, own: readonly number[], now: number | undefined): string {
  const [least, middle, greatest] = [own[0], own[Math.floor(own.length / 2)], own.at(-1)];
  if (least === undefined || middle === undefined || greatest === undefined) return '–';
  const spread = show(least) === show(greatest) ? '' : ` (${show(least)} to ${show(greatest)})`;
  const ratio = now === undefined || middle === 0 ? '' : `, now × ${(now / middle).toFixed(2)}`;
  return `${show(middle)}${spread}${ratio}${own.some((one) => fails?.(one)) ? ' **over**' : ''}`;
}
