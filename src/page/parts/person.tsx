/** A member's tile and name, the same everywhere. */

import { hueOf, initialOf, splitName } from '../state/person.ts';
import { limitMarks } from '../text/marks.ts';

/** The coloured tile with a letter. It repeats the name, so it says nothing to assistive technology. */
export function Face({ id, name, small = false }: { id: string; name: string; small?: boolean }) {
  return (
    <span class={small ? 'face small' : 'face'} style={{ '--h': hueOf(id) }} aria-hidden="true">
      {initialOf(name)}
    </span>
  );
}

/** A name, isolated from the text around it; the tag of a look-alike is set apart. */
export function Name({ name }: { name: string }) {
  const { plain, tag } = splitName(limitMarks(name));
  return (
    <bdi class="name">
      {plain}
      {tag && <span class="tag">·{tag}</span>}
    </bdi>
  );
}
