/** The height of the composer's field. */

const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content');

/** Makes the field as high as its text, where the style sheet alone can't. */
export function fit(field: HTMLTextAreaElement): void {
  if (GROWS_BY_ITSELF) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight}px`;
}
