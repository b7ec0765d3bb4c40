/** Checks wrangler.toml as the deployment tool reads it. */

import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { unstable_readConfig as readConfig } from 'wrangler';

const config = fileURLToPath(new URL('../../wrangler.toml', import.meta.url));

interface Counter {
  name: string;
  namespace_id: string;
  simple: object;
}

it('B54: the environment "staging" has everything that the deployment has, and shares no counter with it', () => {
  const top = readConfig({ config });
  const staging = readConfig({ config, env: 'staging' });
  expect(staging.name).toBe(`${top.name}-staging`);
  const parts = [
    'main',
    'compatibility_date',
    'compatibility_flags',
    'durable_objects',
    'migrations',
    'build',
    'observability',
  ] as const;
  for (const part of parts) expect([part, staging[part]]).toEqual([part, top[part]]);
  expect(staging.assets).toEqual(top.assets);
  const counters = (ratelimits: readonly Counter[]) => ratelimits.map(({ name, simple }) => ({ name, simple }));
  expect(counters(staging.ratelimits)).toEqual(counters(top.ratelimits));
  const ids = [...top.ratelimits, ...staging.ratelimits].map(({ namespace_id }: Counter) => namespace_id);
  expect(new Set(ids).size).toBe(ids.length);
});
