import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileIdentity } from '../../src/client/node/identity-file.ts';
import { verifyProof } from '../../src/edge/proof.ts';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-identity-'));
  path = join(directory, 'key.json');
});
afterEach(() => rm(directory, { recursive: true }));

async function keep(content: string): Promise<void> {
  await writeFile(path, content, { mode: 0o600 });
}

describe('a key in a file', () => {
  it('a key file is created once, is readable only by its owner, and always gives the same member', async () => {
    const first = await fileIdentity(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['key.json']);
    const second = await fileIdentity(path);
    expect(second.id).toBe(first.id);
    const proof = await second.prove({ htm: 'GET', htu: 'https://a.test/ws/b', nowMs: 1_000_000 });
    const purpose = { htm: 'GET', htu: ['https://a.test/ws/b'] };
    expect(await verifyProof(proof, purpose, 1_000_000)).toMatchObject({ id: first.id });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ kty: 'OKP', crv: 'Ed25519' });
  });

  it('processes that start at the same moment share one key', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await fileIdentity(path)).id));
    expect(new Set(ids).size).toBe(1);
    expect(await readdir(directory)).toEqual(['key.json']);
  });

  it('keys made by other software work: the key of RFC 8037 and one of P-256', async () => {
    await keep(
      '{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}',
    );
    expect((await fileIdentity(path)).id).toBe('kPrK_qmxVWaYVA9w');
    const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    await keep(JSON.stringify(await crypto.subtle.exportKey('jwk', privateKey)));
    expect((await fileIdentity(path)).id).toMatch(/^[A-Za-z0-9_-]{16}$/);
  });

  it.skipIf(process.platform === 'win32')(
    'a key file that other users can read is refused and left unchanged',
    async () => {
      await fileIdentity(path);
      const before = await readFile(path, 'utf8');
      await chmod(path, 0o640);
      await expect(fileIdentity(path)).rejects.toThrow('chmod 600');
      expect(await readFile(path, 'utf8')).toBe(before);
    },
  );

  it.each([
    '',
    'x',
    '[]',
    'null',
    '7',
    '{}',
    '{"kty":"oct","k":"AAAA"}',
    '{"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"}',
  ])('a file that holds %j is refused as a key and left unchanged', async (content) => {
    await keep(content);
    await expect(fileIdentity(path)).rejects.toThrow(path);
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('creating a key fails if the directory does not exist', async () => {
    await expect(fileIdentity(join(directory, 'none', 'key.json'))).rejects.toThrow('ENOENT');
  });
});
