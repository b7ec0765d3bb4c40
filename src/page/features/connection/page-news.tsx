/** Notices about the page itself: a newer build is available, or the browser stores less than usual. */

import { MoreIcon } from '../../ui/more-icon.tsx';
import { words as uiWords } from '../../ui/words.ts';
import { newBuild } from './renewal.ts';
import { isUnkeptKnown, unkept } from './storage-warnings.ts';
import { words } from './words.ts';

/** Always in the document, because a live region must exist before its text changes. */
export function PageNews() {
  const { value: texts } = words;
  return (
    <div role="status">
      {newBuild.value !== undefined && (
        <p class="banner news">
          <MoreIcon name="fresh" />
          <span>{texts.newVersion}</span>
          <button type="button" onClick={() => location.reload()}>
            {texts.takeNewVersion}
          </button>
        </p>
      )}
      {unkept.value && !isUnkeptKnown.value && (
        <p class="banner news">
          <MoreIcon name="warn" />
          <span>{texts.unkept[unkept.value]}</span>
          <button
            type="button"
            class="tool"
            aria-label={uiWords.value.dismiss}
            title={uiWords.value.dismiss}
            onClick={() => {
              isUnkeptKnown.value = true;
            }}
          >
            <MoreIcon name="close" />
          </button>
        </p>
      )}
    </div>
  );
}
