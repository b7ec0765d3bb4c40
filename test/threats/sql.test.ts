/** B26: the lint rule that keeps SQL constant finds violations. */

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RULE = 'SQL is a constant';

/** The linter's output for a file with this line, with only this rule. */
async function lint(line: string): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'parley-lint-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  await writeFile(join(cwd, 'biome.json'), JSON.stringify({ root: true, plugins: [join(ROOT, 'lint/sql.grit')] }));
  await writeFile(join(cwd, 'probe.ts'), `${line}\n`);
  const biome = spawn(join(ROOT, 'node_modules/.bin/biome'), ['lint', 'probe.ts'], { cwd });
  return (await Promise.all([text(biome.stdout), text(biome.stderr)])).join('');
}

describe('B26: SQL that is built from parts', () => {
  it.each([
    'sql.exec(`SELECT * FROM event WHERE name = $' + '{name}`);',
    'this.storage.sql.exec<Row>(`DELETE FROM $' + '{table}`, 1);',
    "sql.exec('SELECT * FROM event WHERE name = ' + name);",
    ...['#rows.run<Row>', '#rows.one', '#rows.each<Row>', '#rows.events', '#rows.event', '#page'].map((call) =>
      ['class Log { go() { return this.', call, '(`SELECT $', '{column} FROM event`); } }'].join(''),
    ),
    'query(`SELECT $' + '{column} FROM meta`);',
  ])('SQL that is not constant fails the lint: %s', async (line) => {
    expect(await lint(line)).toContain(RULE);
  });

  it.each(["sql.exec('SELECT * FROM event WHERE name = ?', name);", 'sql.exec(BEFORE, head, limit + 1);'])(
    'constant SQL passes the lint: %s',
    async (line) => {
      expect(await lint(line)).not.toContain(RULE);
    },
  );
});
