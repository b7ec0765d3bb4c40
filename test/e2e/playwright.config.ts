/**
 * End-to-end tests: the built page in real Chromium, against a real server that each file starts. Without a browser, no
 * test is found and `npm test` still passes, because of `--pass-with-no-tests` in package.json.
 */

import { defineConfig } from '@playwright/test';
import { findBrowser, NO_BROWSER } from '../browser/find.ts';

/**
 * Parts of Chromium's own frame that it draws as pages in each window, which takes a sixth of the time. Only the last
 * switch counts, so it repeats what Playwright itself turns off for stable results (its chromiumSwitches.ts).
 */
const DISABLED = [
  ...['WebUIReloadButton', 'WebUIToolbarWebView', 'InitialWebUI', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable'],
  ...['HttpsUpgrades', 'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding'],
  ...['PreconnectToSearch', 'ThirdPartyStoragePartitioning'],
  // A renderer started in advance for the next site, which no test visits: a second process for each window.
  'SpareRendererForSitePerProcess',
];

const browser = findBrowser();
if (!browser) console.log(NO_BROWSER);

export default defineConfig({
  testDir: '.',
  testIgnore: browser ? [] : ['**'],
  outputDir: '../../test-results',
  // A hanging test fails, but a slow one on a small or busy machine doesn't.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  // Each worker has its own server. Much of the time is spent waiting for it.
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
        // Chromium would otherwise look for updates, and report errors on a closed network.
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
