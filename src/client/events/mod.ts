/** Acts of moderation. Whether one may is up to the room. */

import type { ModData, ModRequest } from '../../protocol/events/mod.ts';
import { isGuest } from '../../protocol/identity.ts';
import { addLine, setRole } from '../presence.ts';
import type { ClientEvent } from './contract.ts';

export const mod: ClientEvent<'mod', ModRequest, never> = {
  compose: (data) => ({ type: 'mod', data }),
  /** What the act changes for everybody, and the line that tells of it. Who has to go is told by a notice. */
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
    // An act of a later version, or one that isn't stored yet, is no news.
    if (done === undefined || seq === 0) return;
    const member = members.get(who);
    const name = data.name ?? member?.name ?? who;
    // A member who is sent away is told to have left by a notice behind this, which that member doesn't get.
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

/** Stands between the names of a moderator and of the member whom it was done to. */
const DONE: Record<ModData['action'], string> = {
  kick: 'removed',
  ban: 'banned',
  unban: 'unbanned',
  mute: 'muted',
  unmute: 'unmuted',
  role: 'changed the role of',
};
