/**
 * Text that its author hid until the reader reveals it. Until then it isn't in the document, so that neither search,
 * copying nor a screen reader finds it.
 */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../../words/common.first.ts';

interface SpoilerProps {
  children: ComponentChildren;
  /** Whether the spoiler contains blocks. */
  isBlock?: boolean;
}

export function Spoiler({ children, isBlock = false }: SpoilerProps) {
  const [isShown, setShown] = useState(false);
  const Shown = isBlock ? 'div' : 'span';
  return isShown ? (
    <Shown class="spoiler" tabIndex={-1} ref={takeFocus}>
      {children}
    </Shown>
  ) : (
    <button type="button" class="spoiler" aria-expanded={false} onClick={() => setShown(true)}>
      {common.value.spoiler}
    </button>
  );
}

/** Takes the focus from the button, which is gone, so that a screen reader continues with the revealed text. */
function takeFocus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
