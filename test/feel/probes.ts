/** Functions that run in the page and measure it through the browser's performance APIs. */

/** One interaction: milliseconds until its result is painted, and how much of that was the page's own code. */
export interface Interaction {
  durationMs: number;
  codeMs: number;
}

/** The effect of a flood on the page. */
export interface Flood {
  /** Durations of tasks over 50 ms, in milliseconds, the longest first. */
  longTasksMs: number[];
  /** The largest number of changes of the list in one frame. */
  rendersPerFrame: number;
  frames: number;
}

declare global {
  interface Window {
    loading: Loading;
    feel: {
      interactions: PerformanceEventTiming[];
      flood?: { tasks: number[]; renders: Map<number, number>; frames: number };
    };
  }
}

/** Records all interactions from now on. The browser doesn't report those under 16 ms. */
export function listen(): void {
  window.feel = { interactions: [] };
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry instanceof PerformanceEventTiming && entry.interactionId) window.feel.interactions.push(entry);
  });
  // The type definitions don't know `durationThreshold` yet.
  observer.observe(Object.assign({ type: 'event' }, { durationThreshold: 16 }));
}

/** The interactions since the last call. Several events, such as keydown and keyup, form one interaction. */
export async function interactions(): Promise<Interaction[]> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let count = 0; count < 4; count++) await frame();
  const byId = new Map<number, Interaction>();
  for (const { interactionId = 0, duration, processingStart, processingEnd } of window.feel.interactions.splice(0)) {
    const known = byId.get(interactionId) ?? { durationMs: 0, codeMs: 0 };
    byId.set(interactionId, {
      durationMs: Math.max(known.durationMs, duration),
      codeMs: Math.max(known.codeMs, processingEnd - processingStart),
    });
  }
  return [...byId.values()];
}

/** Starts counting long tasks, and changes of the list in each frame. */
export function watchFlood(): void {
  const list = document.querySelector('.scroller > ol');
  if (!list) throw new Error('the list is missing');
  const flood = { tasks: [] as number[], renders: new Map<number, number>(), frames: 0 };
  window.feel.flood = flood;
  new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) flood.tasks.push(duration);
  }).observe({ type: 'longtask' });
  new MutationObserver(() => {
    // All changes in one frame have the same value.
    const frame = Number(document.timeline.currentTime);
    flood.renders.set(frame, (flood.renders.get(frame) ?? 0) + 1);
  }).observe(list, { childList: true });
  const count = (): void => {
    flood.frames++;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}

export function floodSoFar(): Flood {
  const { tasks = [], renders = new Map<number, number>(), frames = 0 } = window.feel.flood ?? {};
  return {
    longTasksMs: [...tasks].sort((a, b) => b - a),
    rendersPerFrame: Math.max(0, ...renders.values()),
    frames,
  };
}

/** The `seq` of all rows in document order. */
export function seqsOnPage(): number[] {
  return [...document.querySelectorAll<HTMLElement>('.scroller li[data-key^="m"]')].map((row) =>
    Number(row.dataset.key?.slice(1)),
  );
}

/** How a page loaded. Times are in milliseconds since the navigation. */
export interface Loading {
  /** When the first message was painted; `undefined` if it wasn't yet. */
  firstMs: number | undefined;
  /** The start and duration of each task over 50 ms. */
  tasks: { startMs: number; durationMs: number }[];
  fetched: { name: string; startMs: number; endMs: number; bytes: number }[];
  /** A counter that increases with every observation. */
  changes: number;
}

/** Observes the loading of the page from the very beginning. */
export function watchLoading(): void {
  const loading: Loading = { firstMs: undefined, tasks: [], fetched: [], changes: 0 };
  window.loading = loading;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      loading.tasks.push({ startMs: startTime, durationMs: duration });
  }).observe({ type: 'longtask', buffered: true });
  // An element with this attribute is reported when it is painted.
  new MutationObserver((_, observer) => {
    const text = document.querySelector('article .text p');
    text?.setAttribute('elementtiming', 'first');
    if (text) observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    loading.firstMs = list.getEntries()[0]?.startTime;
  }).observe({ type: 'element', buffered: true });
}

export function loadingSoFar(): Loading {
  const { loading } = window;
  for (const entry of performance.getEntriesByType('resource').slice(loading.fetched.length)) {
    if (!(entry instanceof PerformanceResourceTiming)) continue;
    const { name, startTime, responseEnd, transferSize } = entry;
    loading.fetched.push({ name, startMs: startTime, endMs: responseEnd, bytes: transferSize });
  }
  loading.changes = loading.tasks.length + loading.fetched.length;
  return loading;
}
