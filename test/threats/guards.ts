/**
 * `npm run guards`: removes each guard from a copy of the project and checks that its test fails. `npm run guards --
 * B17 B36` checks only some. Takes some minutes and changes nothing in this directory.
 */

import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GUARDS, type Guard } from './guard-list.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A copy without ignored files, except for the output of the build. */
async function copyProject(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'parley-guards-'));
  const files = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  for (const file of files.split('\0').filter(Boolean)) {
    await mkdir(dirname(join(copy, file)), { recursive: true });
    await cp(join(ROOT, file), join(copy, file));
  }
  await cp(join(ROOT, 'public'), join(copy, 'public'), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Whether a test with the row's number fails in the copy. A run that breaks without a failed test doesn't count. */
async function fails(copy: string, { row, test: [file, project] }: Guard): Promise<boolean> {
  const report = join(copy, 'report.json');
  await rm(report, { force: true });
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--project', project, `test/${file}.test.ts`, '-t', row, '--bail', '1'];
  await new Promise((resolve) => {
    execFile(process.execPath, [...args, '--reporter', 'json', '--outputFile', report], { cwd: copy }, resolve);
  });
  return JSON.parse(await readFile(report, 'utf8')).numFailedTests > 0;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((row) => !GUARDS.some((guard) => guard.row === row));
if (unknown.length > 0) {
  console.error(`There is no guard for ${unknown.join(', ')}. Guards: ${GUARDS.map(({ row }) => row).join(', ')}.`);
  process.exit(2);
}

const copy = await copyProject();
try {
  for (const guard of GUARDS.filter(({ row }) => wanted.length === 0 || wanted.includes(row))) {
    const { row, what, file, code, without } = guard;
    const path = join(copy, file);
    const source = await readFile(path, 'utf8');
    if (source.split(code).length !== 2)
      throw new Error(`${row}: ${file} must contain this code exactly once: ${code}`);
    await writeFile(
      path,
      source.replace(code, () => without),
    );
    const held = await fails(copy, guard);
    await writeFile(path, source);
    console.log(`${held ? 'held' : 'NOT HELD'} ${row} ${what} (${file}): test/${guard.test[0]}.test.ts`);
    if (!held) process.exitCode = 1;
  }
} finally {
  await rm(copy, { recursive: true });
}
