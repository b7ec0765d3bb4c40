/** The page's only Trusted Types policy. The browser refuses any other script URL. */

const WORKER = '/sw.js';

/** Not in TypeScript's own declarations yet, and in older browsers not at all. */
interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

declare global {
  var trustedTypes: Policies | undefined;
}

/** @throws TypeError for any address but that of the service worker */
function onlyTheWorker(url: string): string {
  if (url !== WORKER) throw new TypeError(`Not a script of this page: ${url}`);
  return url;
}

const policy = globalThis.trustedTypes?.createPolicy('parley', { createScriptURL: onlyTheWorker });

/** A script's address that the browser accepts. @throws TypeError as above */
export function trusted(url: string): string {
  return (policy ?? { createScriptURL: onlyTheWorker }).createScriptURL(url);
}
