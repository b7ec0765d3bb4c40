/** Figures as Markdown: a table for each scenario, with the ratio of Parley to each peer. */

import type { FigureName, Figures } from './figures.ts';

export interface ScenarioResult {
  name: string;
  title: string;
  /** The peers in the order of the table. */
  peers: { name: string; title: string; runs: Figures[]; median: Figures; problem?: string }[];
}

interface Column {
  figure: FigureName;
  head: string;
  show(value: number): string;
  /** Whether to add Parley's value divided by this one. */
  ratio?: true;
}

const fixed =
  (digits: number) =>
  (value: number): string =>
    value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const percent = (value: number): string => (value === 0 ? '0' : `${fixed(value < 0.001 ? 4 : 1)(value * 100)} %`);
const exact = (value: number): string => (value === 1 ? 'all' : percent(value));
const milliseconds = (value: number): string =>
  value === Number.POSITIVE_INFINITY ? 'never' : fixed(value < 10 ? 2 : value < 100 ? 1 : 0)(value);

const COLUMNS: readonly Column[] = [
  { figure: 'cpuPerDelivery', head: 'CPU per delivery, µs', show: fixed(2), ratio: true },
  { figure: 'deliveriesPerS', head: 'deliveries/s', show: fixed(0) },
  { figure: 'lost', head: 'not delivered', show: percent },
  { figure: 'refused', head: 'refused', show: percent },
  { figure: 'allIn', head: 'all in after, ms', show: milliseconds },
  { figure: 'cpuPerConnect', head: 'CPU per connection, µs', show: fixed(0), ratio: true },
  { figure: 'windowBytes', head: 'bytes to the last frame', show: fixed(0), ratio: true },
  { figure: 'windowSeconds', head: 's at 400 kbit/s', show: fixed(2) },
  { figure: 'p50', head: 'p50, ms', show: milliseconds },
  { figure: 'p95', head: 'p95, ms', show: milliseconds },
  { figure: 'p99', head: 'p99, ms', show: milliseconds },
  { figure: 'bytesPerDelivery', head: 'bytes per delivery', show: fixed(0) },
  { figure: 'stored', head: 'stored', show: exact },
  { figure: 'memoryPerConnection', head: 'KiB per connection', show: fixed(1), ratio: true },
  { figure: 'cpuPerMinute', head: 'CPU in a minute, ms', show: fixed(0) },
  { figure: 'wakes', head: 'wakes', show: fixed(0) },
  { figure: 'alarms', head: 'alarms', show: fixed(0) },
  { figure: 'serverLoad', head: 'server, cores', show: fixed(2) },
  { figure: 'generatorLoad', head: 'clients, cores', show: fixed(2) },
];

/** If a process of the load generator was busier than this, or later, it may have limited the result. */
const BUSY = 0.85;
const LATE_MS = 20;

/** A scenario as Markdown: a table, and warnings about its reliability. */
export function toMarkdown({ title, peers }: ScenarioResult): string {
  const columns = COLUMNS.filter(({ figure }) => peers.some(({ median }) => median[figure] !== undefined));
  const parley = peers.find(({ name }) => name === 'parley')?.median;
  const rows = peers
    .filter(({ runs }) => runs.length > 0)
    .map(({ title: peer, median }) => {
      const cells = columns.map(({ figure, show, ratio }) => {
        const [value, ours] = [median[figure], parley?.[figure]];
        if (value === undefined) return '–';
        const compared = ratio && median !== parley && ours !== undefined && value > 0;
        return compared ? `${show(value)} (${fixed(2)(ours / value)})` : show(value);
      });
      return `| ${[peer, ...cells].join(' | ')} |`;
    });
  const head = `| ${['', ...columns.map((column) => column.head)].join(' | ')} |\n|---${'|---:'.repeat(columns.length)}|`;
  const notes = peers.flatMap((peer) => warnings(peer));
  return [`### ${title}`, '', head, ...rows, ...(notes.length > 0 ? ['', ...notes] : []), ''].join('\n');
}

function warnings({ title, median, problem }: ScenarioResult['peers'][number]): string[] {
  const { generatorLoad = 0, generatorLagMs = 0, ended = 0 } = median;
  return [
    problem !== undefined && `- ${title}: ${problem}`,
    generatorLoad > BUSY &&
      `- ${title}: the clients used ${percent(generatorLoad)} of a core, so their own speed may be what limits this row.`,
    generatorLagMs > LATE_MS &&
      `- ${title}: the clients were up to ${milliseconds(generatorLagMs)} ms late (p99), which is part of its latencies.`,
    ended > 0 && `- ${title}: ${fixed(0)(ended)} connections ended unexpectedly.`,
  ].filter((note) => typeof note === 'string');
}
