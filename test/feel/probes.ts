/** What is measured inside of the page: how long the browser says that things took. All functions run there. */

/** How long one thing that a person did took, in milliseconds, until it was seen; and of that, the page's own code. */
export interface Interaction {
  durationMs: number;
  codeMs: number;
}

/** What a flood did to the page. */
export interface Flood {
  /** Of tasks over 50 ms. Milliseconds, the longest first. */
  longTasksMs: number[];
  /** Most changes of the list in one frame. */
  rendersPerFrame: number;
  frames: number;
}

declare global {
  interface Window {
    feel: {
      interactions: PerformanceEventTiming[];
      flood?: { tasks: number[]; renders: Map<number, number>; frames: number };
    };
  }
}

/** Listens from now on to all that the browser tells of events: those that took less than 16 ms it does not tell. */
export function listen(): void {
  window.feel = { interactions: [] };
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry instanceof PerformanceEventTiming && entry.interactionId) window.feel.interactions.push(entry);
  });
  // `durationThreshold` is newer than the types.
  observer.observe(Object.assign({ type: 'event' }, { durationThreshold: 16 }));
}

/** The interactions since the last call. Several events, such as keydown and keyup, are one. */
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

/** Begins to count long tasks, and changes of the list in each frame. */
export function watchFlood(): void {
  const list = document.querySelector('.scroller > ol');
  if (!list) throw new Error('no list');
  const flood = { tasks: [] as number[], renders: new Map<number, number>(), frames: 0 };
  window.feel.flood = flood;
  new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) flood.tasks.push(duration);
  }).observe({ type: 'longtask' });
  new MutationObserver(() => {
    // The same for all that happens in one frame.
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

/** The `seq` of all rows, in the order in which they stand. */
export function seqsOnPage(): number[] {
  return [...document.querySelectorAll<HTMLElement>('.scroller li[data-key^="m"]')].map((row) =>
    Number(row.dataset.key?.slice(1)),
  );
}
