/** The page's only Trusted Types policy. The browser refuses any other script URL. */

const WORKER = '/sw.js';

/** Missing in TypeScript's own declarations, and in older browsers. */
interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

declare global {
  var trustedTypes: Policies | undefined;
}

/** @throws TypeError for any address but that of the service worker */
function onlyTheWorker(url: string): string {
  if (url !== WORKER) throw new TypeError(`The page may not load the script ${url}.`);
  return url;
}

const policy = globalThis.trustedTypes?.createPolicy('parley', { createScriptURL: onlyTheWorker });

/**
 * @returns `url` in a form that the browser accepts for a script
 * @throws TypeError for any address but that of the service worker
 */
export function trusted(url: string): string {
  return (policy ?? { createScriptURL: onlyTheWorker }).createScriptURL(url);
}
