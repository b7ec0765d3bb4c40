/**
 * `npm run guards`: takes each guard out of a copy of the project, and sees that the test which is to hold it fails. `npm run guards
 * -- B17 B36` for some of them. Takes some minutes; changes nothing here.
 */

import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Guard {
  /** The row of docs/threats.md. */
  row: string;
  what: string;
  file: string;
  /** Stands in the file exactly once. */
  code: string;
  /** What stands there without the guard. */
  without: string;
  /** The file of the test, and the project that it runs in. */
  test: [file: string, project: string];
}

const GUARDS: readonly Guard[] = [
  {
    row: 'B01',
    what: 'strikes',
    file: 'src/room/strikes.ts',
    code: 'return times.length === STRIKES && first !== undefined && now - first < WITHIN_MS;',
    without: 'return false;',
    test: ['limits/room', 'limits'],
  },
  {
    row: 'B03',
    what: 'size before parsing',
    file: 'src/room/desk.ts',
    code: 'if (message.length > FATAL_FRAME_BYTES || utf8Bytes(message) > FATAL_FRAME_BYTES)',
    without: 'if (false)',
    test: ['threats/frames', 'threats'],
  },
  {
    row: 'B09',
    what: 'cleaning of text',
    file: 'src/protocol/text.ts',
    code: "return raw.toWellFormed().replace(CONTROLS, '');",
    without: 'return raw;',
    test: ['threats/content', 'threats'],
  },
  {
    row: 'B13',
    what: 'marks on look-alikes',
    file: 'src/room/roster.ts',
    code: 'name: taken ? distinctName(name, memberId) : name',
    without: 'name',
    test: ['threats/content', 'threats'],
  },
  {
    row: 'B16',
    what: 'origin',
    file: 'src/edge/origin.ts',
    code: 'return allowed.has(origin.origin) ||',
    without: 'return true ||',
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B17',
    what: 'signature of a proof',
    file: 'src/edge/proof.ts',
    code: 'const { payload } = await compactVerify(jwt, await importJWK(jwk, alg), { algorithms: [alg] });',
    without: "const payload = Buffer.from(jwt.split('.')[1] ?? '', 'base64url');",
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B17',
    what: 'each proof once',
    file: 'src/room/proofs.ts',
    code: "if (until !== undefined && until > now) return 'repeated';",
    without: '',
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B19',
    what: 'ids used before',
    file: 'src/room/intake.ts',
    code: 'const earlier = this.#findEarlier(draft.event, frame.again);',
    without: 'const earlier = undefined;',
    test: ['threats/content', 'threats'],
  },
  {
    row: 'B22',
    what: 'rate of frames',
    file: 'src/room/limiter.ts',
    code: "return this.#rates?.frame(this.#limited(spender), now) ?? 'take';",
    without: "return 'take';",
    test: ['limits/room', 'limits'],
  },
  {
    row: 'B22',
    what: 'rate of events',
    file: 'src/room/limiter.ts',
    code: 'const waitMs = this.#heldMs(spender, now) || (this.#rates?.event(this.#limited(spender), rows, now) ?? 0);',
    without: 'const waitMs = 0;',
    test: ['limits/room', 'limits'],
  },
  {
    row: 'B26',
    what: 'bound parameters',
    file: 'src/room/log.ts',
    code: 'this.#storage.sql.exec(INSERT, JSON.stringify(rows)).rowsWritten',
    without: `this.#storage.sql.exec(INSERT.replace('?', "'" + JSON.stringify(rows) + "'")).rowsWritten`,
    test: ['threats/content', 'threats'],
  },
  {
    row: 'B29',
    what: 'no table before the first event',
    file: 'src/room/log.ts',
    code: 'if (this.#loaded) return;',
    without: "if (this.#loaded) return; try { this.#createTables('', EMPTY); } catch {}",
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B35',
    what: 'time that never goes back',
    file: 'src/room/intake.ts',
    code: 'const ts = Math.max(now, last?.ts ?? this.#log.headTs);',
    without: 'const ts = now;',
    test: ['room/hibernation', 'worker'],
  },
  {
    row: 'B36',
    what: 'count of wrong keys',
    file: 'src/room/door.ts',
    code: 'if (keyHash !== undefined) wrong.add(now);',
    without: '',
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B37',
    what: 'bans',
    file: 'src/room/door.ts',
    code: 'if (restrictionOf(house.bans, id, now)) return true;',
    without: '',
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B38',
    what: 'roles',
    file: 'src/room/roles.ts',
    code: 'if (!may(by.rank, action, house)) return whoMay(action);',
    without: '',
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B39',
    what: '`gone` before close',
    file: 'src/room/roster.ts',
    code: 'connection.markGone();',
    without: '',
    test: ['room/hibernation', 'worker'],
  },
];

/** A copy without what is ignored, but for what the build made. */
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

/** Whether a test that carries the row's number fails in the copy. A run without a failed test that broke counts as none. */
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
  console.error(`No guard is listed for ${unknown.join(', ')}; there are ${GUARDS.map(({ row }) => row).join(', ')}.`);
  process.exit(2);
}

const copy = await copyProject();
try {
  for (const guard of GUARDS.filter(({ row }) => wanted.length === 0 || wanted.includes(row))) {
    const { row, what, file, code, without } = guard;
    const path = join(copy, file);
    const source = await readFile(path, 'utf8');
    if (source.split(code).length !== 2) throw new Error(`${row}: ${file} must have this exactly once: ${code}`);
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
