/** Handles dropped and pasted files: it says that files can't be sent, and keeps any text that came with them. */

import { toast } from '../../ui/toast.ts';
import { typeOver } from './insert-text.ts';
import { words } from './words.ts';

/** Files were dropped on `target`; `text` came along with a picture dragged from another page, for example. */
export function received(text: string, target: EventTarget | null): void {
  // Some systems give the places of the files as text.
  const isText = text !== '' && !/^(file:|[/\\]|[a-z]:\\)/i.test(text);
  if (isText && target instanceof HTMLTextAreaElement && !target.readOnly)
    typeOver(target, text, target.selectionStart, target.selectionEnd);
  else toast(words.peek().noFiles);
}

/** Tells of pasted files. Text with a picture beside it, as office programs copy it, is pasted by the browser as ever. */
export function startTellingOfFiles(): void {
  addEventListener('paste', ({ clipboardData: data }) => {
    if (!data?.types.includes('Files')) return;
    const names = [...data.files].map(({ name }) => name).join('\n');
    // Copied in a file manager a file brings its name as text.
    if (['', names].includes(data.getData('text').trim())) toast(words.peek().noFiles);
  });
}
