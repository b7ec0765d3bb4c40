/** The height of the composer's field. */

const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content');

/** Makes the field as tall as its text in browsers where the style sheet can't. */
export function fit(field: HTMLTextAreaElement): void {
  if (GROWS_BY_ITSELF) return;
  field.style.blockSize = 'auto';
  field.style.blockSize = `${field.scrollHeight}px`;
}

/** Fits the field again whenever its width changes. @returns the function that stops this */
export function keepFitting(field: HTMLTextAreaElement): () => void {
  // Reading the width here would force a layout while the page starts.
  if (GROWS_BY_ITSELF) return () => {};
  let width = field.clientWidth;
  const watch = new ResizeObserver(() => {
    // The observer also reports changes of the height, which `fit` itself makes.
    if (field.clientWidth === width) return;
    width = field.clientWidth;
    fit(field);
  });
  watch.observe(field);
  return () => watch.disconnect();
}
