import { existsSync } from 'node:fs';
import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';

// The Worker imports the build's id. vitest would remember for good that it found none.
if (!existsSync(new URL('public/build.txt', import.meta.url))) throw new Error('The page is not built: npm run build');

// Otherwise a line for each file says which secrets were read.
process.env.WRANGLER_LOG ??= 'warn';

/** A test that hangs fails; one on a busy machine doesn't. */
const testTimeout = 30_000;

export default defineConfig({
  test: {
    // Of its own accord it takes one less than there are cores: on two of them, one file at a time, which mostly waits.
    maxWorkers: 2,
    // A line a file; what a test logged, only where it fails.
    silent: 'passed-only',
    slowTestThreshold: Number.POSITIVE_INFINITY,
    projects: [
      // Pure rules, and the client against its own sockets: plain Node.
      {
        test: {
          name: 'unit',
          testTimeout,
          include: ['test/{protocol,client,page,browser,nginx,server,bench}/**/*.test.ts?(x)'],
        },
      },
      // A real server under faults, for half a minute; `npm run fault` is the long form.
      { test: { name: 'fault', testTimeout, include: ['test/fault/**/*.test.ts'] } },
      // Bad input and attacks (docs/threats.md), over the wire of a running server. `npm run fuzz` is the long form of one part.
      { test: { name: 'threats', include: ['test/threats/**/*.test.ts'], testTimeout } },
      // The edge and the room, in workerd.
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: { MAX_MEMBERS: 300, RETENTION_DAYS: 30, ADMINS: 'admin00000000000', RATE_LIMITS: 'off' },
            },
          }),
        ],
        test: { name: 'worker', testTimeout, include: ['test/{edge,room}/**/*.test.ts'] },
      },
      // The same with the limits of a public deployment.
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
        test: { name: 'limits', testTimeout, include: ['test/limits/**/*.test.ts'] },
      },
    ],
  },
});
