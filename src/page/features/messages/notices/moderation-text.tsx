/** A moderation action as text. */

import type { ModData } from '../../../../protocol/events/mod.ts';
import { Name } from '../../../ui/person.tsx';
import { untilWhen } from '../../../words/until-when.ts';
import { words } from '../words.ts';

interface ActTextProps {
  by: string;
  whom: string;
  mod: ModData;
  /** Formats a time. */
  format: (ts: number) => string;
}

export function ActText({ by, whom, mod, format }: ActTextProps) {
  const { value: texts } = words;
  const end = mod.action === 'role' ? texts.asRole[mod.role] : texts.actEnds[mod.action];
  return (
    <>
      <Name name={by} /> {texts.acts[mod.action]} <Name name={whom} />
      {end && ` ${end}`}
      {(mod.action === 'ban' || mod.action === 'mute') && texts.holds(untilWhen(mod.untilMs, format))}
    </>
  );
}
