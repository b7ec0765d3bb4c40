/** Slash commands, run against a client that never connects. */

import { beforeEach, describe, expect, test } from 'vitest';
import { type Change, RoomClient } from '../../../../src/client/index.ts';
import { commandsFor } from '../../../../src/page/features/commands/commands.ts';
import { helpDialog } from '../../../../src/page/features/commands/overlays.ts';
import { runCommand } from '../../../../src/page/features/commands/run-command.ts';
import { restrainDialog } from '../../../../src/page/features/moderation/overlays.ts';
import { put } from '../../../../src/page/gallery/put.ts';
import { muted } from '../../../../src/page/state/muted.ts';
import { Room } from '../../../../src/page/state/room.ts';
import { myName } from '../../../../src/page/state/rooms.ts';
import { opened } from '../../../../src/page/ui/overlay.ts';
import type { Right } from '../../../../src/protocol/rights.ts';

const ANA = { id: 'ana', name: 'Ana', role: 'owner' } as const;
const BO = { id: 'bo', name: 'Bo Ek', role: 'member' } as const;

/** A room with the reader Ana, in which Bo Ek is present. */
function roomWith(rights: readonly Right[]): Room {
  const room = new Room('den', Date.now());
  const client = new RoomClient({ url: 'http://nowhere.test', room: 'den' });
  put(room.client, client);
  put(room.state, {
    ...client.state,
    link: { status: 'live', sinceMs: 0 },
    self: { ...ANA, may: [...rights] },
    members: new Map([ANA, BO].map((person) => [person.id, person])),
    count: 2,
  });
  return room;
}

/** The changes that were requested from the client. */
function asked(room: Room): readonly Change[] {
  return room.client.peek()?.state.changes ?? [];
}

beforeEach(() => {
  opened.value = undefined;
  muted.value = new Set();
});

describe('running a command', () => {
  test('the refusal of an unknown command names it', async () => {
    expect(await runCommand(roomWith([]), '/dance wildly')).toMatchObject({
      ok: false,
      why: expect.stringMatching(/Unknown command \/dance/),
    });
  });

  test('a command is neither offered nor run without its right', async () => {
    const room = roomWith(['kick']);
    expect(await runCommand(room, '/ban Bo')).toEqual({
      ok: false,
      why: 'You don’t have permission to use /ban in this room.',
    });
    const offered = commandsFor(room).map(({ name }) => name);
    expect(offered).toContain('kick');
    expect(offered).not.toContain('ban');
    expect(commandsFor(undefined).map(({ name }) => name)).toEqual([
      'me',
      'shrug',
      'poll',
      'multipoll',
      'name',
      'topic',
      'mute',
      'unmute',
      'help',
    ]);
  });

  test('a missing or superfluous argument is answered with the usage', async () => {
    const room = roomWith(['kick', 'lock']);
    for (const line of ['/kick', '/kick  \u200b'])
      expect(await runCommand(room, line), line).toMatchObject({
        ok: false,
        why: expect.stringMatching(/Incomplete command. Usage: \/kick <name>/),
      });
    expect(await runCommand(room, '/unlock now')).toEqual({ ok: false, why: '/unlock takes no text after it.' });
  });

  test('a command may be typed in full-width letters and in capitals', async () => {
    expect(await runCommand(roomWith([]), '／ＭＥ waves')).toEqual({ ok: true, send: '/me waves' });
    expect(await runCommand(roomWith([]), '/SHRUG so')).toEqual({ ok: true, send: 'so ¯\\_(ツ)_/¯' });
  });
});

describe('effects of commands', () => {
  test('/kick removes a member who is named by the beginning of their name', async () => {
    const room = roomWith(['kick']);
    expect(await runCommand(room, '/kick @bo')).toMatchObject({ ok: true, asked: { ok: true } });
    expect(asked(room)).toMatchObject([{ type: 'mod', data: { action: 'kick', who: 'bo' } }]);
  });

  test('/ban acts at once if a duration is given, and asks for it otherwise', async () => {
    const room = roomWith(['ban']);
    expect(await runCommand(room, '/ban Bo Ek')).toEqual({ ok: true });
    expect(opened.value).toMatchObject({ overlay: restrainDialog, props: { id: 'bo', action: 'ban' } });
    expect(asked(room)).toEqual([]);
    expect(await runCommand(room, '/ban Bo Ek 1h')).toMatchObject({ ok: true, asked: { ok: true } });
    expect(asked(room)).toMatchObject([
      { type: 'mod', data: { action: 'ban', who: 'bo', untilMs: expect.any(Number) } },
    ]);
  });

  test('moderation commands refuse an unknown member and the reader', async () => {
    const room = roomWith(['kick']);
    expect(await runCommand(room, '/kick Cy')).toEqual({ ok: false, why: 'Nobody here is called “Cy”.' });
    expect(await runCommand(room, '/kick Ana')).toEqual({ ok: false, why: 'You can’t do this to yourself.' });
    expect(asked(room)).toEqual([]);
  });

  test('a setting is changed once, and only to another value', async () => {
    const room = roomWith(['slow']);
    expect(await runCommand(room, '/slow -1')).toMatchObject({
      ok: false,
      why: expect.stringMatching(/Slow mode can be set from 0 to/),
    });
    expect(await runCommand(room, '/slow 0')).toMatchObject({
      ok: false,
      why: expect.stringMatching(/already set that way/),
    });
    expect(await runCommand(room, '/slow １０')).toMatchObject({ ok: true, asked: { ok: true } });
    expect(asked(room)).toMatchObject([{ type: 'set', data: { slow: 10 } }]);
  });

  test('/lock needs a passphrase that is hard to guess', async () => {
    expect(await runCommand(roomWith(['lock']), '/lock den')).toMatchObject({ ok: false });
  });

  test('/mute and /name work without a request to the room', async () => {
    const room = roomWith([]);
    expect(await runCommand(room, '/mute Bo')).toMatchObject({ ok: true });
    expect([...muted.value]).toEqual(['bo']);
    await runCommand(room, '/unmute bo ek');
    expect([...muted.value]).toEqual([]);
    expect(await runCommand(room, '/name admin')).toMatchObject({ ok: false });
    expect(await runCommand(room, '/name Anabel')).toEqual({ ok: true });
    expect(myName.value).toBe('Anabel');
    expect(asked(room)).toEqual([]);
  });

  test('/help opens the help dialog', async () => {
    expect(await runCommand(roomWith([]), '/help')).toEqual({ ok: true });
    expect(opened.value).toMatchObject({ overlay: helpDialog });
  });
});
