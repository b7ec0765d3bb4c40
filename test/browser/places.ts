/** The places where browsers are installed, by platform. */

import { posix, win32 } from 'node:path';

/** Names on the `PATH`, in order of preference. */
const NAMES = [
  ...['chromium', 'chromium-browser'],
  ...['google-chrome', 'google-chrome-stable', 'chrome'],
  ...['microsoft-edge', 'microsoft-edge-stable', 'msedge'],
];

/** The files to try, in this order. They need not exist. */
export function browserPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  switch (platform) {
    case 'win32': {
      const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA];
      const programs = ['Chromium\\Application\\chrome', 'Google\\Chrome\\Application\\chrome'];
      programs.push('Microsoft\\Edge\\Application\\msedge');
      return [
        ...onPath(env, win32).map((path) => `${path}.exe`),
        ...programs.flatMap((program) => roots.flatMap((root) => (root ? win32.join(root, `${program}.exe`) : []))),
      ];
    }
    case 'darwin': {
      const folders = ['/Applications', `${env.HOME ?? ''}/Applications`];
      const apps = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
      return [
        ...onPath(env, posix),
        ...apps.flatMap((app) => folders.map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`)),
      ];
    }
    default:
      // The folders in which packages install browsers are also searched, in case they are missing from the PATH.
      return [
        ...onPath(env, posix),
        ...NAMES.map((name) => `/usr/bin/${name}`),
        ...['/snap/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'],
      ];
  }
}

function onPath({ PATH = '' }: NodeJS.ProcessEnv, { delimiter, isAbsolute, join }: typeof posix): string[] {
  const folders = PATH.split(delimiter).filter((folder) => isAbsolute(folder));
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}
