/** A member's tile and name. */

import { hueOf } from '../state/hue-in-open-room.ts';
import { initialOf, shownName, splitName } from '../state/member-appearance.ts';
import { slot } from '../state/slot.ts';
import { limitMarks } from '../text/combining-marks.ts';

/** Explains the suffix of a look-alike in the open room. Filled by the members' late part. */
export const explainTag = slot<(name: string) => string | undefined>();

/** The coloured tile with an initial. Hidden from assistive technology, because it repeats the name. */
export function Face({ id, name, small }: { id: string; name: string; small?: boolean }) {
  const initial = initialOf(name);
  return (
    <span
      class={`face hued${small ? ' small' : ''}${/^\w\w/.test(initial) ? ' two' : ''}`}
      style={{ '--h': hueOf(id) }}
      aria-hidden="true"
    >
      {initial}
    </span>
  );
}

/**
 * A name, isolated from the direction of the text around it. The suffix of a look-alike is set apart. Its explanation
 * is shown beside the name where it matters whose name it is (`told`), and otherwise as a tooltip.
 */
export function Name({ name, told }: { name: string; told?: boolean }) {
  const { plain, tag } = splitName(limitMarks(shownName(name)));
  const alike = tag ? explainTag.value?.(name) : undefined;
  return (
    <>
      <bdi class="name">
        {plain}
        {tag && (
          <span class="tag" title={alike}>
            ·{tag}
          </span>
        )}
      </bdi>
      {told && alike && <small class="alike"> {alike}</small>}
    </>
  );
}
