/** Debian's nginx for tests, with the documented configuration except for its ports and certificate. */

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, isListening } from '../support/server.ts';

/** The name for which the documented configuration is written. */
export const HOST = 'chat.example';

/** Debian installs nginx in a folder that isn't on every user's PATH. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };

/** Programs that these tests need but that aren't installed. */
export function missingPrograms(): string[] {
  return ['nginx', 'openssl'].filter((program) => spawnSync(program, ['-v'], { env }).error !== undefined);
}

export interface Nginx {
  /** The port of the TLS server. */
  port: number;
  /** The port of the server that redirects to TLS. */
  plainPort: number;
  /** The certificate that clients must trust. */
  ca: string;
  stop(): Promise<void>;
}

/** Starts nginx in front of a server on this machine. */
export async function startNginx(upstreamPort: number): Promise<Nginx> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-nginx-'));
  const [port, plainPort] = [await freePort(), await freePort()];
  const [crt, key] = [join(dir, 'crt'), join(dir, 'key')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
      ...['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`, '-keyout', key, '-out', crt],
    ],
    { env, stdio: 'pipe' },
  );

  let site = await readFile(new URL('nginx.conf', import.meta.url), 'utf8');
  const changes: [documented: string, here: string][] = [
    ['listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`],
    ['listen 80;', `listen 127.0.0.1:${plainPort};`],
    ['server 127.0.0.1:8787;', `server 127.0.0.1:${upstreamPort};`],
    [`/etc/ssl/${HOST}.crt`, crt],
    [`/etc/ssl/${HOST}.key`, key],
  ];
  for (const [documented, here] of changes) {
    if (!site.includes(documented)) throw new Error(`nginx.conf has no "${documented}"`);
    site = site.replace(documented, here);
  }
  await writeFile(join(dir, 'site.conf'), site);
  await writeFile(join(dir, 'nginx.conf'), mainConfig(dir));

  let printed = '';
  const child = spawn('nginx', ['-p', dir, '-c', join(dir, 'nginx.conf')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  while (!(await isListening(port))) {
    if (child.exitCode !== null) throw new Error(`nginx ended:\n${printed}`);
    await delay(25);
  }
  const stop = async () => {
    await end(child);
    await rm(dir, { recursive: true, force: true });
  };
  return { port, plainPort, ca: await readFile(crt, 'utf8'), stop };
}

/**
 * What a distribution's nginx.conf has around a site's configuration. Everything runs in one process, with all files in
 * `dir`.
 */
function mainConfig(dir: string): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${dir}/${name};`);
  return `daemon off; master_process off; pid ${dir}/pid; error_log stderr;
events {}
http { access_log off; ${paths.join(' ')} include ${dir}/site.conf; }`;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
