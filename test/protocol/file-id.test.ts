import { describe, expect, it } from 'vitest';
import { fileIdOf, isFileId } from '../../src/protocol/file-id.ts';
import { keyOf, newSecret } from '../../src/protocol/signature.ts';

const UPLOAD = { member: 'ana0000000000000', id: 'u1', sha256: 'A'.repeat(43), bytes: 10 };

describe('the id of a file', () => {
  it('is the same for a repeated upload, and has 128 bits', async () => {
    const key = await keyOf(newSecret());
    const id = await fileIdOf(key, UPLOAD);
    expect(isFileId(id)).toBe(true);
    expect(await fileIdOf(key, { ...UPLOAD })).toBe(id);
  });

  it('differs by member, upload, hash, size and secret, also where their texts joined are the same', async () => {
    const secret = newSecret();
    const key = await keyOf(secret);
    const others = [
      { member: 'ben0000000000000' },
      { id: 'u2' },
      { sha256: `B${'A'.repeat(42)}` },
      { bytes: 11 },
      { member: 'ana0000000000000u', id: '1' },
      { member: 'ana000000000000', id: '0u1' },
      { member: 'ana0000000000000","u1', id: '' },
    ];
    const ids = await Promise.all([{}, ...others].map((other) => fileIdOf(key, { ...UPLOAD, ...other })));
    ids.push(await fileIdOf(await keyOf(newSecret()), UPLOAD));
    expect(new Set(ids).size).toBe(ids.length);
    // The key of the same secret, as the room imports it.
    expect(await fileIdOf(await keyOf(secret), UPLOAD)).toBe(ids[0]);
  });

  it.each(['', 'short', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}B`, `${'A'.repeat(21)}+`, '__proto__'])(
    '%j is none',
    (text) => {
      expect(isFileId(text)).toBe(false);
    },
  );

  it.each(['', 'A'.repeat(42), `${'A'.repeat(42)}B`, `${'A'.repeat(43)}=`])('%j is no secret', async (secret) => {
    await expect(keyOf(secret)).rejects.toThrow('43 characters');
  });
});
