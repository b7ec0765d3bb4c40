/** The height of the composer's field. */

const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content');

/** Makes the field as high as its text, where the style sheet alone can't. */
export function fit(field: HTMLTextAreaElement): void {
  if (GROWS_BY_ITSELF) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight}px`;
}

/** The same when the field gets another width. Returns the function that ends it. */
export function keepFitting(field: HTMLTextAreaElement): () => void {
  let width = field.clientWidth;
  const watch = new ResizeObserver(() => {
    // Its own change of height is none of the width.
    if (field.clientWidth === width) return;
    width = field.clientWidth;
    fit(field);
  });
  if (!GROWS_BY_ITSELF) watch.observe(field);
  return () => watch.disconnect();
}
