/** The button that opens the list of shortcuts and commands. */

import { MoreIcon } from '../../ui/more-icon.tsx';
import { moreCommon } from '../../words/common.ts';
import { helpDialog } from './overlays.ts';

export function HelpButton() {
  const { value: texts } = moreCommon;
  return (
    <button
      type="button"
      class="tool"
      aria-label={texts.helpTitle}
      title={`${texts.helpTitle} (?)`}
      aria-haspopup="dialog"
      onClick={() => helpDialog.open({})}
    >
      <MoreIcon name="help" />
    </button>
  );
}
