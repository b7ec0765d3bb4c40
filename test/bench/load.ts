/** `npm run load`: simulates members on your own deployment and reports what they experience. */

import type { Sums } from './client/crowd.ts';
import { Generator, type Report, type Talk } from './client/generator.ts';
import { latencyFigures } from './figures.ts';
import { type LoadOptions, loadOptions } from './load-options.ts';

/** How long to wait for outstanding messages after all were sent. */
const PATIENCE_MS = 10_000;
const SAMPLED = 40;
/** A process busier than this may itself be the bottleneck. */
const BUSY = 0.85;

const parsed = loadOptions(process.argv.slice(2));
if (parsed.kind === 'bad') {
  for (const problem of parsed.why) console.error(problem);
  process.exit(2);
}
process.exit(await load(parsed.options));

/** @returns the exit code: 0 if every message was delivered */
async function load({ server, room, members, rate, seconds, processes }: LoadOptions): Promise<number> {
  console.log(`${members} members in "${room}" of ${server}, each ${rate} messages a second, for ${seconds} s.`);
  const generator = await Generator.start({
    server,
    dialect: 'parley',
    offer: 'browser',
    rooms: [room],
    perRoom: members,
    sampled: SAMPLED,
    processes: Math.min(processes, members),
  });
  process.once('SIGINT', () => void generator.stop().then(() => process.exit(130)));
  try {
    const { took, failed } = await generator.connect();
    for (const [why, times] of grouped(failed)) console.error(`${times} could not connect: ${why}`);
    if (took.length === 0) return 1;
    const started = Date.now();
    let before: Sums | undefined;
    const progress = setInterval(async () => {
      const sums = await generator.sums();
      console.log(progressLine((Date.now() - started) / 1_000, sums, before));
      before = sums;
    }, 1_000);
    const plan = { warmMs: 0, windowMs: seconds * 1_000, rate, speakers: members, reconnect: true };
    const talk = await generator.talk(plan).finally(() => clearInterval(progress));
    console.log('waiting for outstanding messages …');
    const report = await generator.drain(PATIENCE_MS);
    console.log(`\n${table(report, talk, members)}`);
    for (const line of advice(report, talk, failed)) console.log(line);
    return report.lost === 0 && report.unconfirmed === 0 && failed.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    await generator.stop();
  }
}

function progressLine(seconds: number, now: Sums, before: Sums | undefined): string {
  const since = (key: keyof Sums): string => (now[key] - (before?.[key] ?? 0)).toLocaleString('en');
  return `${seconds.toFixed(0).padStart(4)} s: ${now.live} connected, ${since('sent')} sent, ${since('acks')} acknowledged, ${since('refused')} refused, ${since('deliveries')} delivered`;
}

function table(report: Report, { seconds, window }: Talk, members: number): string {
  const { total, lost, extra, unconfirmed, errors, latencies } = report;
  const { p50, p95, p99 } = latencyFigures(latencies);
  const ms = (value: number | undefined): string => (value === undefined ? '–' : `${value.toFixed(1)} ms`);
  const number = (value: number): string => value.toLocaleString('en');
  const rows: [string, string][] = [
    ['sent', number(total.sent)],
    ['acknowledged', number(total.acks)],
    ['refused', number(total.refused)],
    ['never answered', number(unconfirmed)],
    ['delivered', `${number(total.deliveries)}, ${number(Math.round(window.deliveries / seconds))} a second`],
    ['not delivered', `${number(lost)} of ${number((total.sent - total.refused) * (members - 1))}`],
    ...(extra > 0 ? ([['from others in the room', number(extra)]] satisfies [string, string][]) : []),
    ['p50, p95, p99', [p50, p95, p99].map(ms).join(', ')],
    ['reconnects', number(Math.max(0, total.connects - members))],
    ...Object.entries(errors).map(([code, times]): [string, string] => [
      code.startsWith('end ') ? `closed with ${code.slice(4)}` : `error ${code}`,
      number(times),
    ]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

/** Hints that explain the results. */
function advice({ errors, extra }: Report, { load: cores, lagP99Ms }: Talk, failed: readonly string[]): string[] {
  const has = (code: string): boolean => (errors[code] ?? 0) > 0;
  return [
    has('rate_limited') || has('end 4004') || failed.some((why) => /429|4004/.test(why))
      ? 'Rate limits slowed down sending or connecting. For a load test of your own deployment set RATE_LIMITS=off or MESSAGE_RATE=0.'
      : '',
    has('busy') ? 'The room got more messages per second than it accepts (ROOM_RATE).' : '',
    has('end 4002')
      ? 'Some connections were closed because they could not read as fast as the room sent. This machine may be too slow.'
      : '',
    extra > 0 ? 'Other members sent messages in the room. Without --room, the test uses a new room.' : '',
    Math.max(...cores) > BUSY
      ? `This machine was busy (${Math.round(Math.max(...cores) * 100)} % of a core, ${lagP99Ms.toFixed(0)} ms late): try --processes 2, or another machine.`
      : '',
  ].filter((line) => line !== '');
}

function grouped(list: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of list) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  return counts;
}
