/** The build of this page, and the build that its server has. */

/** The build id that build.ts has put into the page. It is the same as `build` in the server's `welcome`. */
export function ownBuild(): string {
  return document.documentElement.dataset.build ?? '';
}

/** The build id of the page that a reload would load. `undefined` without an answer. */
export async function offeredBuild(): Promise<string | undefined> {
  try {
    const answer = await fetch('/build.txt', { cache: 'no-store' });
    return answer.ok ? (await answer.text()).trim() : undefined;
  } catch {
    return undefined;
  }
}
