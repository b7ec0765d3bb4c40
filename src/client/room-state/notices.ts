/** Notices of joins, leaves and renames, and the lines that they leave between messages. */

import type { SystemFrame } from '../../protocol/frames.ts';
import { meet } from './members.ts';
import type { Notice } from './state.ts';
import type { StateDraft } from './state-draft.ts';
import { stopTyping } from './typing.ts';

/** The source of a line: a notice, or an act of moderation or change of settings in the same form. */
type Line = Omit<SystemFrame, 'type'> & { type?: SystemFrame['type'] } & Pick<Notice, 'mod' | 'set'>;

/** The maximum number of lines kept. More would only be a log of joins and leaves. */
const NOTICES = 200;

export function applySystem(draft: StateDraft, frame: SystemFrame): void {
  const { self } = draft.state;
  draft.set({ count: frame.count });
  switch (frame.event) {
    case 'join':
      for (const member of frame.who) meet(draft, member);
      // Members who only came back after the room restarted aren't shown, and neither is this member itself.
      if (!frame.back) addLine(draft, { ...frame, who: frame.who.filter((member) => member.id !== self?.id) });
      return;
    case 'leave':
      for (const { id } of frame.who) {
        draft.members.delete(id);
        stopTyping(draft, id);
      }
      return addLine(draft, frame);
    case 'rename':
      for (const member of frame.who) meet(draft, member);
      return addLine(draft, frame);
    case 'notice':
      return addLine(draft, frame);
  }
}

/** Adds a line after the newest event, unless it has no members left to name. */
export function addLine(draft: StateDraft, { type: _, back: __, data: text, ...told }: Line): void {
  if (told.who.length === 0 && told.event !== 'notice') return;
  const { notices, head } = draft.state;
  const key = (notices.at(-1)?.key ?? 0) + 1;
  draft.set({ notices: [...notices.slice(1 - NOTICES), { key, after: head, text, ...told }] });
}
