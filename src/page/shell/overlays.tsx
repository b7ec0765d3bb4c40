/** Shows the open overlay as soon as its view has loaded. */

import { useEffect } from 'preact/hooks';
import { fetchPart } from '../state/fetch-part.ts';
import { closeOverlay } from '../ui/close-overlay.ts';
import { fetchViewsBy, opened } from '../ui/overlay.ts';
import { toast } from '../ui/toast.ts';
import { common } from '../words/common.first.ts';

const fetchViews = () => fetchPart(() => import('../overlays.ts'));
fetchViewsBy(fetchViews);

export function Overlays() {
  const { value: shown } = opened;
  const view = shown?.draw();
  const isMissing = shown !== undefined && !view;
  useEffect(() => {
    if (!isMissing) return;
    fetchViews().then((part) => {
      if (part) return;
      closeOverlay();
      toast(common.peek().needsConnection);
    });
  }, [isMissing]);
  return view ?? null;
}
