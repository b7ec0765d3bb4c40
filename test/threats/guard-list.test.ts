import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { GUARDS } from './guard-list.ts';

const ROOT = join(import.meta.dirname, '../..');

it('each guard that `npm run guards` removes occurs once in its file and has a test', async () => {
  const lost: string[] = [];
  for (const { row, file, code, test } of GUARDS) {
    const source = await readFile(join(ROOT, file), 'utf8').catch(() => '');
    if (source.split(code).length !== 2) lost.push(`${row}: ${file} has not once: ${code}`);
    if (!existsSync(join(ROOT, `test/${test[0]}.test.ts`))) lost.push(`${row}: no test/${test[0]}.test.ts`);
  }
  expect(lost).toEqual([]);
});
