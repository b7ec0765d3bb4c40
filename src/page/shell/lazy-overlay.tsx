/** Shows what lies over the page, as soon as the part with its views is here. */

import { useEffect, useState } from 'preact/hooks';
import { overlay } from '../state/overlay.ts';
import { fetchPart } from '../state/part.ts';
import { closeOverlay } from '../ui/close-overlay.ts';
import { toast } from '../ui/toast.ts';
import { words } from '../words/index.ts';

type Views = typeof import('./overlays.tsx');

export function Overlays() {
  const [views, setViews] = useState<Views>();
  const { value: shown } = overlay;
  const isWanted = shown !== undefined && !views;
  useEffect(() => {
    if (!isWanted) return;
    fetchPart(() => import('./overlays.tsx')).then((part) => {
      if (part) return setViews(part);
      closeOverlay();
      toast(words.peek().needsConnection);
    });
  }, [isWanted]);
  return shown && views ? <views.OverlayView shown={shown} /> : null;
}
