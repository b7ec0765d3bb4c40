/** Acts of moderation. The room decides who may perform them. */

import type { ModData } from '../../protocol/events/mod.ts';
import { isGuest } from '../../protocol/identity.ts';
import { setRole } from '../room-state/members.ts';
import { addLine } from '../room-state/notices.ts';
import type { ClientEvent } from './contract.ts';

export const mod: ClientEvent<'mod'> = {
  /**
   * Applies the act for everybody and adds a line about it. If a member was removed or banned, a separate notice says
   * that it left.
   */
  apply(draft, { seq, from, fromId, data, ts }) {
    const { action, who } = data;
    if (action === 'role') setRole(draft, who, data.role);
    if (action === 'ban' && !isGuest(who)) setRole(draft, who, 'member');
    const { self, members } = draft.state;
    if (self?.id === who && action === 'mute') {
      const { untilMs } = data;
      draft.set({ self: { ...self, muted: untilMs === undefined ? {} : { untilMs } } });
    }
    if (self?.id === who && action === 'unmute') {
      const { muted: _, ...unmuted } = self;
      draft.set({ self: unmuted });
    }
    const done: string | undefined = DONE[action];
    // Acts of a later version, and acts that aren't stored yet, are not announced.
    if (done === undefined || seq === 0) return;
    const member = members.get(who);
    const name = data.name ?? member?.name ?? who;
    // The notice that follows says that the member was removed, but the removed member doesn't receive it.
    const isSentAway = member && (action === 'kick' || action === 'ban');
    const text = `${from} ${done} ${name}${action === 'role' ? `: ${data.role}` : ''}`;
    addLine(draft, {
      event: 'notice',
      who: [{ id: who, name }],
      count: draft.state.count - (isSentAway ? 1 : 0),
      data: text,
      ts,
      mod: { ...data, by: { id: fromId, name: from } },
    });
  },
  toEvent: (said) => said,
  orphan: 'drop',
  shows: 'change',
};

/** The verb between the names of the moderator and the member. */
const DONE: Record<ModData['action'], string> = {
  kick: 'removed',
  ban: 'banned',
  unban: 'unbanned',
  mute: 'muted',
  unmute: 'unmuted',
  role: 'changed the role of',
};
