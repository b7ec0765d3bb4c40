/** The room's counters since it last woke. */

import { type Counters as Counts, END_CAUSES, type RoomReport } from '../../protocol/diagnostics.ts';
import type { DiagnosticsWords } from './diagnostics.en.ts';
import { duration, number, say } from './say.ts';
import { watching } from './state.ts';

type Counter = keyof DiagnosticsWords['counter'];
type Shown = [counter: Counter, value: number, digits?: number];

function groups(counts: Counts): ['traffic' | 'events' | 'storage', Shown[]][] {
  const { opened, framesIn, framesOut, charsIn, charsOut, failedSends, admitted, stored, flushes } = counts;
  const { deliveries, notices, storageFailures, rowsWritten, rowsRead, logged, unsampled, leftOut } = counts;
  return [
    [
      'traffic',
      [
        ['opened', opened],
        ['framesIn', framesIn],
        ['framesOut', framesOut],
        ['charsIn', charsIn],
        ['charsOut', charsOut],
        ['failedSends', failedSends],
      ],
    ],
    [
      'events',
      [
        ['admitted', admitted],
        ['stored', stored],
        ['flushes', flushes],
        ['perFlush', flushes === 0 ? 0 : stored / flushes, 1],
        ['deliveries', deliveries],
        ['notices', notices],
      ],
    ],
    [
      'storage',
      [
        ['rowsWritten', rowsWritten],
        ['rowsRead', rowsRead],
        ['storageFailures', storageFailures],
        ['logged', logged],
        ['unsampled', unsampled],
        ['leftOut', leftOut],
      ],
    ],
  ];
}

/** Counters that indicate trouble whenever they are not 0. */
const TROUBLE: ReadonlySet<Counter> = new Set(['failedSends', 'storageFailures']);

export function Counters({ report: { counters, since, ts } }: { report: RoomReport }) {
  const { value: words } = say;
  const ended = END_CAUSES.flatMap((cause): Bar[] => {
    const count = counters.ended[cause];
    return count
      ? [{ key: cause, name: words.causes[cause], count, good: cause === 'clean' || cause === 'replaced' }]
      : [];
  });
  const errors = Object.entries(counters.errors).map(
    ([code, count]): Bar => ({ key: code, name: code, count, good: true }),
  );
  return (
    <section aria-labelledby="counters">
      <h2 id="counters">{words.counters}</h2>
      <p class="quiet">{words.countersNote(duration(ts - since))}</p>
      {watching.value && <p class="quiet">{words.watchHint}</p>}
      <div class="groups">
        {groups(counters).map(([group, shown]) => (
          <div key={group} class="group">
            <h3>{words.groups[group]}</h3>
            <dl class="counts">
              {shown.map(([counter, value, digits]) => (
                <div key={counter} class={TROUBLE.has(counter) && value > 0 ? 'trouble' : undefined}>
                  <dt>{words.counter[counter]}</dt>
                  <dd>{number(value, digits)}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
        <Bars title={words.groups.ended} bars={ended} none={words.nothingEnded} />
        <Bars title={words.groups.errors} bars={errors} none={words.nothingRefused} />
      </div>
    </section>
  );
}

interface Bar {
  key: string;
  name: string;
  count: number;
  good: boolean;
}

function Bars({ title, bars, none }: { title: string; bars: Bar[]; none: string }) {
  const sorted = bars.toSorted((a, b) => b.count - a.count);
  const most = sorted[0]?.count ?? 1;
  return (
    <div class="group">
      <h3>{title}</h3>
      {bars.length === 0 ? (
        <p class="quiet">{none}</p>
      ) : (
        <ul class="bars">
          {sorted.map(({ key, name, count, good }) => (
            <li key={key} class={good ? undefined : 'trouble'} style={{ '--share': count / most }}>
              <span>{name}</span>
              <span>{number(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
