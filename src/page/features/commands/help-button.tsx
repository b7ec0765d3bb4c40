/** Opens the list of keys and commands. */

import { overlay } from '../../state/overlay.ts';
import { MoreIcon } from '../../ui/more-icon.tsx';
import { more } from '../../words/more.ts';

export function HelpButton() {
  const { value: also } = more;
  return (
    <button
      type="button"
      class="tool"
      aria-label={also.helpTitle}
      title={`${also.helpTitle} (?)`}
      aria-haspopup="dialog"
      onClick={() => {
        overlay.value = { kind: 'help' };
      }}
    >
      <MoreIcon name="help" />
    </button>
  );
}
