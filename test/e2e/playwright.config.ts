/**
 * End to end: the built page in real Chromium, against a real server that each file starts. Where there is no browser no test is
 * found, and the whole `npm test` passes all the same: that is what `--pass-with-no-tests` in package.json is for.
 */

import { defineConfig } from '@playwright/test';
import { findBrowser, NO_BROWSER } from '../browser/find.ts';

/**
 * Parts of its own frame that Chromium draws as pages, for each window: a sixth of all the time. The last switch counts,
 * so what Playwright itself turns off for steadiness stands here again (its chromiumSwitches.ts).
 */
const DISABLED = [
  ...['WebUIReloadButton', 'WebUIToolbarWebView', 'InitialWebUI', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable'],
  ...['HttpsUpgrades', 'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding'],
  ...['PreconnectToSearch', 'ThirdPartyStoragePartitioning'],
];

const browser = findBrowser();
if (!browser) console.log(NO_BROWSER);

export default defineConfig({
  testDir: '.',
  testIgnore: browser ? [] : ['**'],
  outputDir: '../../test-results',
  // What hangs fails; what is slow on a small or busy machine doesn't.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  // Each with a server of its own. Much of the time is spent waiting for one.
  workers: 2,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    launchOptions: {
      ...browser,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        // It looks for updates otherwise, and on a closed network fails loudly at it.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--disable-features=${DISABLED.join()}`,
      ],
    },
    locale: 'en-GB',
    trace: 'off',
  },
});
