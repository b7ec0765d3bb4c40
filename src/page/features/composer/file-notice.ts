/** Handles dropped and pasted files: says that files can't be sent, and keeps any text that came with them. */

import { toast } from '../../ui/toast.ts';
import { typeOver } from './insert-text.ts';
import { words } from './words.ts';

/**
 * Called when files were dropped on `target`. `text` is what came with them, for example with a picture dragged from
 * another page.
 */
export function received(text: string, target: EventTarget | null): void {
  // Some systems provide the paths of the files as text.
  const isText = text !== '' && !/^(file:|[/\\]|[a-z]:\\)/i.test(text);
  if (isText && target instanceof HTMLTextAreaElement && !target.readOnly)
    typeOver(target, text, target.selectionStart, target.selectionEnd);
  else toast(words.peek().noFiles);
}

/**
 * Says that files can't be sent when some are pasted. Text that comes with a picture, as office programs copy it, is
 * pasted by the browser as usual.
 */
export function startTellingOfFiles(): void {
  addEventListener('paste', ({ clipboardData: data }) => {
    if (!data?.types.includes('Files')) return;
    const names = [...data.files].map(({ name }) => name).join('\n');
    // A file that was copied in a file manager comes with its name as text.
    if (['', names].includes(data.getData('text').trim())) toast(words.peek().noFiles);
  });
}
