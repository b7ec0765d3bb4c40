/** What its author hides until one asks for it. Until then it isn't in the document: no search, copy or screen reader finds it. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { common } from '../../../words/common.first.ts';

interface SpoilerProps {
  children: ComponentChildren;
  /** It holds blocks. */
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

/** From the button, which is gone: a screen reader goes on with what was hidden. */
function takeFocus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
