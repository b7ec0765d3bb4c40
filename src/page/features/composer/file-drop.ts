/** Handles files dropped on the page, because the browser would otherwise navigate to them. Dragged text is left to the browser. */

import { filled } from '../../state/slot.ts';
import { late } from './late-parts.ts';

/** Handles files as soon as the page loads. The notice about them comes with the late part (file-notice.ts). */
export function keepFilesOut(): void {
  const take = (event: DragEvent): void => {
    const { dataTransfer: data, target, type } = event;
    if (!data?.types.includes('Files')) return;
    event.preventDefault();
    if (type !== 'drop') return;
    // By the time the late part has loaded, the dropped data can no longer be read.
    const text = data.getData('text');
    filled(late).then((parts) => parts?.received(text, target));
  };
  addEventListener('dragover', take);
  addEventListener('drop', take);
}
