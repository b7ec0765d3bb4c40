import { pbkdf2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inviteLink } from '../../../src/client/identity/invite.ts';
import { keyInLink } from '../../../src/client/identity/key-in-link.ts';
import { roomKey } from '../../../src/client/identity/lock-key.ts';
import { isRoomKey } from '../../../src/protocol/connect.ts';

const DEN = { url: 'https://Chat.Example:8443/r/den', room: 'Den', passphrase: 'correct horse' };

describe('the key of a room', () => {
  test('a room key is PBKDF2-SHA-256 of the passphrase with 600,000 rounds, salted with host and room', async () => {
    const key = await roomKey(DEN);
    expect(key).toBe(
      pbkdf2Sync('correct horse', 'parley|chat.example:8443|den', 600_000, 32, 'sha256').toString('base64url'),
    );
    expect(isRoomKey(key)).toBe(true);
    expect(await roomKey({ ...DEN, room: 'DEN' })).toBe(key);
  });

  test('a room key differs by room, host and passphrase, but not by the keyboard used', async () => {
    const keys = await Promise.all([
      roomKey(DEN),
      roomKey({ ...DEN, room: 'attic' }),
      roomKey({ ...DEN, url: 'https://other.example' }),
      roomKey({ ...DEN, passphrase: 'Caf\u00e9' }),
    ]);
    expect(new Set(keys).size).toBe(4);
    expect(await roomKey({ ...DEN, passphrase: 'Cafe\u0301' })).toBe(keys[3]);
  });
});

describe('an invite link', () => {
  const key = `${'k'.repeat(42)}A`;

  test('an invite link leads to the room, with the key in the fragment', () => {
    const link = inviteLink({ url: 'https://chat.example', room: '聊天 '.trim(), key });
    expect(link).toBe(`https://chat.example/r/${encodeURIComponent('聊天')}#key=${key}`);
    expect(keyInLink(new URL(link).hash)).toBe(key);
    expect(inviteLink({ url: 'https://chat.example/r/x', room: 'Den' })).toBe('https://chat.example/r/den');
  });

  test.each(['', '#', '#m12', '#key=', '#key=short', `#key=${key}A`, `#key=${key.slice(0, 42)}B`])(
    'an invite link without a valid key has no fragment: %s',
    (hash) => {
      expect(keyInLink(hash)).toBeUndefined();
    },
  );
});
