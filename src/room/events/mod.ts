/** Acts of moderation against a member. They are broadcast and stored in the log. */

import type { ModRequest } from '../../protocol/events/mod.ts';
import { untilText } from '../../protocol/time.ts';
import { moderate } from '../access/acts.ts';
import { hashAddresses } from '../access/hashes.ts';
import { restrictedName } from '../access/moderation.ts';
import type { RoomEvent } from './contract.ts';

declare module './body.ts' {
  interface Body {
    /** `name`: the name of the member that the act concerns. */
    mod: { readonly act: ModRequest; readonly name?: string };
  }
}

export const mod: RoomEvent<'mod'> = {
  prepare({ data }, { salt, addressesOf }) {
    if (data.action !== 'ban' || !data.address) return undefined;
    return hashAddresses(salt, addressesOf(data.who));
  },
  compose: ({ data }) => ({ ref: null, body: { act: data }, text: '', cleaned: false }),
  judge({ member, body: { act } }, { present, state, prepared, admins, ts, nameOf }) {
    const { settings, moderation: before } = state;
    const here = nameOf(act.who);
    const author = [...present.authors()].findLast(({ id }) => id === act.who)?.name;
    const target = { name: here, author, ...(prepared ? { addresses: prepared } : {}) };
    const moderation = moderate(before, member, act, target, { admins, now: ts });
    if ('refused' in moderation) return moderation;
    // Recorded for later readers.
    const name = here ?? restrictedName(before, act.who) ?? author;
    return {
      effects: moderation === before ? [] : [{ on: 'room', state: { settings, moderation } }],
      body: name === undefined ? { act } : { act, name },
    };
  },
  encode: ({ act, name }) => ({
    data: JSON.stringify(act),
    state: name === undefined ? null : JSON.stringify({ name }),
  }),
  decode({ data, state }) {
    const act: ModRequest | null = JSON.parse(data);
    if (typeof act !== 'object' || act === null) throw new Error('a moderation event has no action');
    const name: string | undefined = state === null ? undefined : JSON.parse(state).name;
    return name === undefined ? { act } : { act, name };
  },
  same: ({ body: { act } }, repeated) => JSON.stringify(act) === JSON.stringify(repeated.body.act),
  frame({ seq, name: from, member: fromId, ts, body: { act, name } }) {
    const data = name === undefined ? act : { ...act, name };
    return { type: 'mod', seq, from, fromId, data, ts };
  },
  stored({ body: { act } }, acts) {
    if (act.action === 'kick') acts.expel(act.who, 'kicked', 'A moderator removed you from the room.');
    if (act.action !== 'ban') return;
    const { who, untilMs, address = false } = act;
    const until = untilMs === undefined ? {} : { untilMs };
    acts.expel(who, 'banned', `A moderator banned you from the room${untilText(untilMs)}.`, {
      ...until,
      addresses: address,
    });
  },
};
