/** The entry of the diagnostics page: the state of one room, for the operator. */

import { effect } from '@preact/signals';
import { type ComponentChildren, render } from 'preact';
import { Preferences } from '../features/preferences/preferences.tsx';
import { startTheme } from '../features/preferences/theme.ts';
import { isSupported } from '../shell/supported.ts';
import { startLanguage } from '../state/language.ts';
import { Connections } from './connections.tsx';
import { Counters } from './counters.tsx';
import { Faults } from './faults.tsx';
import { duration, number, say, time } from './say.ts';
import { keepFresh, refresh, room, type Shown, shown, watching } from './state.ts';

function App() {
  const { value: words } = say;
  return (
    <div class="diagnostics">
      <header>
        <a class="brand" href={room === undefined ? '/' : `/r/${encodeURIComponent(room)}`}>
          <i aria-hidden="true" />
          Parley
        </a>
        <span class="crumb">{words.title}</span>
        <Preferences />
      </header>
      <main>
        <Content shown={shown.value} />
      </main>
    </div>
  );
}

function Content({ shown }: { shown: Shown }) {
  const { value: words } = say;
  switch (shown.kind) {
    case 'unasked':
      return <Ask />;
    case 'bad':
      return <Ask problem={words.badRoom(shown.raw)} value={shown.raw} />;
    case 'loading':
      return <p class="quiet">{words.loading}</p>;
    case 'failed':
      return (
        <>
          <Title>
            <Refresh />
          </Title>
          <p class="notice bad" role="alert">
            {words.failed}
          </p>
        </>
      );
    case 'forbidden':
      return (
        <>
          <Title />
          <section class="notice">
            <h2>{words.forbidden}</h2>
            <p>{words.forbiddenLong}</p>
          </section>
        </>
      );
    case 'report':
      return <Report {...shown} />;
  }
}

function Report({ report, stale }: Extract<Shown, { kind: 'report' }>) {
  const { value: words } = say;
  const untilMs = report.alarmAt === null ? undefined : report.alarmAt - report.ts;
  const check = untilMs === undefined ? words.noCheck : untilMs > 0 ? words.inTime(duration(untilMs)) : words.now;
  return (
    <>
      <Title>
        <span class="as-of">{words.asOf(time(report.ts))}</span>
        <Refresh />
      </Title>
      <p class={stale ? 'notice bad' : 'sr'} role="status">
        {stale ? words.stale(time(report.ts)) : ''}
      </p>
      <dl class="figures">
        <Figure name={words.members} value={number(report.members)} />
        <Figure name={words.open} value={number(report.open)} />
        <Figure name={words.events} value={number(report.seq)} />
        <Figure name={words.nextCheck} value={check} />
      </dl>
      <Faults findings={report.findings} />
      <Counters report={report} />
      <Connections report={report} />
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Title({ children }: { children?: ComponentChildren }) {
  return (
    <div class="title">
      <h1>
        <span class="hash">#</span>
        <bdi>{room}</bdi>
      </h1>
      {children}
    </div>
  );
}

function Refresh() {
  const { value: words } = say;
  return (
    <span class="refresh">
      <label>
        <input
          type="checkbox"
          checked={watching.value}
          onChange={({ currentTarget }) => {
            watching.value = currentTarget.checked;
          }}
        />
        {words.watch}
      </label>
      <button type="button" onClick={() => refresh()}>
        {words.refresh}
      </button>
    </span>
  );
}

/** Asks for the name. A script handles the form, because the page's policy forbids sending forms. */
function Ask({ problem, value }: { problem?: string; value?: string }) {
  const { value: words } = say;
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        const name = new FormData(event.currentTarget).get('room');
        if (typeof name === 'string' && name !== '') location.search = `?room=${encodeURIComponent(name)}`;
      }}
    >
      <h1>{words.title}</h1>
      <label for="room">{words.which}</label>
      <span>
        <input
          id="room"
          name="room"
          class="field"
          dir="auto"
          defaultValue={value}
          autocomplete="off"
          spellcheck={false}
        />
        <button type="submit">{words.show}</button>
      </span>
      <p class="problem" role="alert">
        {problem}
      </p>
    </form>
  );
}

async function start(root: HTMLElement): Promise<void> {
  startTheme();
  keepFresh();
  await startLanguage();
  effect(() => {
    document.title = [room === undefined ? [] : room, say.value.title, 'Parley'].flat().join(' · ');
  });
  render(<App />, root);
}

const root = isSupported && document.getElementById('app');
if (root) start(root);
