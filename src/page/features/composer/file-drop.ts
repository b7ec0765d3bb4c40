/** Handles files dropped on the page, because the browser would otherwise navigate to them. Dragged text is left to the browser. */

import { filled } from '../../state/slot.ts';
import { late } from './late-parts.ts';

/** From the first moment on; what is said about it comes later (file-notice.ts). */
export function keepFilesOut(): void {
  const take = (event: DragEvent): void => {
    const { dataTransfer: data, target, type } = event;
    if (!data?.types.includes('Files')) return;
    event.preventDefault();
    if (type !== 'drop') return;
    // What was dropped can't be read any more once the late part is here.
    const text = data.getData('text');
    filled(late).then((parts) => parts?.received(text, target));
  };
  addEventListener('dragover', take);
  addEventListener('drop', take);
}
