import { existsSync } from 'node:fs';
import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';

// The Worker imports the id of the build. If the file were missing, vitest would cache that for the whole run.
if (!existsSync(new URL('public/build.txt', import.meta.url)))
  throw new Error('The page has not been built. Run npm run build.');

// Keeps wrangler from logging for each test file which secrets it read.
process.env.WRANGLER_LOG ??= 'warn';

/** Objects that the tests need and wrangler.toml doesn't deploy yet. */
const durableObjects = {
  FILE_STORE: { className: 'Files', useSQLite: true },
  KEYS: { className: 'Keys', useSQLite: true },
};

/** Long enough for a busy machine. A test that hangs still fails. */
const testTimeout = 30_000;

export default defineConfig({
  test: {
    // By default vitest uses one worker fewer than there are cores. On two cores, tests would run one file at a time.
    maxWorkers: 2,
    // One line per file, and the logs of a test only if it fails.
    silent: 'passed-only',
    slowTestThreshold: Number.POSITIVE_INFINITY,
    projects: [
      // Pure code, and the client with simulated or local sockets, in plain Node.
      {
        test: {
          name: 'unit',
          testTimeout,
          include: ['test/{protocol,client,page,browser,nginx,server,bench,lint}/**/*.test.ts?(x)'],
        },
      },
      // A real server with injected faults, for half a minute. `npm run fault` does the same for longer.
      { test: { name: 'fault', testTimeout, include: ['test/fault/**/*.test.ts'] } },
      // Bad input and attacks (docs/threats.md) against a running server. `npm run fuzz` runs one part of it for
      // longer.
      { test: { name: 'threats', include: ['test/threats/**/*.test.ts'], testTimeout } },
      // The edge, the room and the other objects, in workerd.
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              durableObjects,
              bindings: { MAX_MEMBERS: 300, RETENTION_DAYS: 30, ADMINS: 'admin00000000000', RATE_LIMITS: 'off' },
            },
          }),
        ],
        test: { name: 'worker', testTimeout, include: ['test/{edge,objects,room}/**/*.test.ts'] },
      },
      // The room with the limits of a public deployment, in workerd.
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
        test: { name: 'limits', testTimeout, include: ['test/limits/**/*.test.ts'] },
      },
    ],
  },
});
