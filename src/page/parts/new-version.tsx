/** Offers the build that the server has, where it can't be taken unseen. */

import { newBuild } from '../state/renewal.ts';
import { more } from '../words/more.ts';
import { MoreIcon } from './more-icon.tsx';

/** Always in the document: a live region must be there before it speaks. */
export function NewVersion() {
  const { value: also } = more;
  return (
    <div role="status">
      {newBuild.value !== undefined && (
        <p class="banner news">
          <MoreIcon name="fresh" />
          <span>{also.newVersion}</span>
          <button type="button" onClick={() => location.reload()}>
            {also.takeNewVersion}
          </button>
        </p>
      )}
    </div>
  );
}
