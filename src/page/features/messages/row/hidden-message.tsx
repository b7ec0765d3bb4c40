import { common } from '../../../words/common.first.ts';
import { words } from '../words.ts';

/** Replaces the text of a member whom the reader has muted, until they ask for it. */
export function HiddenMessage({ show }: { show: () => void }) {
  const { value: texts } = words;
  return (
    <p class="gone">
      {common.value.mutedMessage}{' '}
      <button type="button" class="link" onClick={show}>
        {texts.showIt}
      </button>
    </p>
  );
}
