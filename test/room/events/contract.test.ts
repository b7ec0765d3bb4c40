/** What the compiler demands of a new kind. If a line below a directive ever compiles, the type check fails. */

import { expect, it } from 'vitest';
import type { Kind, ListedKind } from '../../../src/protocol/events/traits.ts';
import type { Body } from '../../../src/room/events/body.ts';
import { close } from '../../../src/room/events/close.ts';
import type { RoomEvent } from '../../../src/room/events/contract.ts';
import { remove } from '../../../src/room/events/delete.ts';
import { edit } from '../../../src/room/events/edit.ts';
import { mod } from '../../../src/room/events/mod.ts';
import { msg } from '../../../src/room/events/msg.ts';
import { poll } from '../../../src/room/events/poll.ts';
import { react } from '../../../src/room/events/react.ts';
import { set } from '../../../src/room/events/set.ts';
import { vote } from '../../../src/room/events/vote.ts';

it('a missing module, a listed kind without an item and a module of another kind do not compile', () => {
  const all: { readonly [K in Kind]: RoomEvent<K> } = { msg, edit, delete: remove, react, poll, vote, close, set, mod };
  expect(Object.keys(all)).toHaveLength(9);

  // @ts-expect-error: `mod` has no module
  const withoutMod: { readonly [K in Kind]: RoomEvent<K> } = {
    msg,
    edit,
    delete: remove,
    react,
    poll,
    vote,
    close,
    set,
  };
  expect(withoutMod).not.toHaveProperty('mod');

  const { item, ...withoutItem } = msg;
  expect(item).toBeDefined();
  // @ts-expect-error: a message is listed, so its module needs `item`
  const noItem: RoomEvent<'msg'> = withoutItem;
  expect(noItem).toBe(withoutItem);

  // @ts-expect-error: a reaction is not an edit
  const other: RoomEvent<'edit'> = react;
  expect(other).toBe(react);

  const listed: readonly ListedKind[] = ['msg', 'poll'];
  // @ts-expect-error: a reaction isn't listed
  const unlisted: ListedKind = 'react';
  expect(listed).not.toContain(unlisted);

  // @ts-expect-error: the body of a message has a text
  const noBody: Body['msg'] = { state: null };
  expect(noBody).not.toHaveProperty('text');
});
