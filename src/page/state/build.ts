/** The build of this page, and the build that its server has. */

/** The id that build.ts has put into the page; the same as `build` in the server's `welcome`. */
export function ownBuild(): string {
  return document.documentElement.dataset.build ?? '';
}

/** The id of the page that a reload would bring. `undefined` without an answer. */
export async function offeredBuild(): Promise<string | undefined> {
  try {
    const answer = await fetch('/build.txt', { cache: 'no-store' });
    return answer.ok ? (await answer.text()).trim() : undefined;
  } catch {
    return undefined;
  }
}
