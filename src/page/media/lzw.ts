/** Finds where the pixels of a GIF's frame end, without making them. */

/** Codes have at most 12 bits. */
const MAX_CODES = 4_096;

/**
 * The number of bytes that the codes of `pixels` pixels take, with the code that ends them. What follows in the same
 * data isn't drawn.
 * @param minimum the bits of a pixel, from the byte before the data
 * @returns `undefined` if the codes are wrong, or end early
 */
export function codesEnd(data: Uint8Array, minimum: number, pixels: number): number | undefined {
  if (minimum < 2 || minimum > 8) return undefined;
  const clear = 2 ** minimum;
  // The pixels that each code stands for.
  const lengths = new Uint32Array(MAX_CODES).fill(1, 0, clear);
  let [next, width, previous, drawn] = [clear + 2, minimum + 1, -1, 0];
  let [bits, held, at] = [0, 0, 0];
  while (true) {
    while (held < width) {
      const byte = data[at++];
      // Some encoders leave out the code that ends the data.
      if (byte === undefined) return drawn === pixels ? data.length : undefined;
      bits |= byte << held;
      held += 8;
    }
    const code = bits & (2 ** width - 1);
    bits >>>= width;
    held -= width;
    if (code === clear) [next, width, previous] = [clear + 2, minimum + 1, -1];
    else if (code === clear + 1 || drawn === pixels) return drawn === pixels ? at : undefined;
    else {
      if (code > next || (previous < 0 && code >= clear) || (code === next && next === MAX_CODES)) return undefined;
      if (previous >= 0 && next < MAX_CODES) {
        lengths[next++] = (lengths[previous] ?? 0) + 1;
        if (next === 2 ** width && width < 12) width++;
      }
      drawn += lengths[code] ?? 0;
      // Decoders draw what fits and ignore the rest.
      if (drawn > pixels) return at;
      previous = code;
    }
  }
}
