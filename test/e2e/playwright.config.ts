/** End to end: the built page in real Chromium, against a real server that each file starts. */

import { defineConfig } from '@playwright/test';
import { findBrowser } from './browser.ts';

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

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  timeout: 60_000,
  // Each with a server of its own. Much of the time is spent waiting for one.
  workers: 2,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    launchOptions: {
      executablePath: findBrowser(),
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
