/** Detects whether the system fonts can draw an emoji. An unsupported one would show as an empty box or as its parts. */

/** In CSS pixels. Large enough to show a colour. */
const SIZE = 24;

/** The same fonts as `.emoji` in toolbar.css. */
const FONT = `${SIZE}px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif`;

/** An emoji that every system with emoji can draw. */
const KNOWN = '😀';
/** A noncharacter, which will never be assigned, so it is drawn as a missing character. */
const MISSING = '\u{1FFFE}';

/** What is measured on a canvas: the width of an emoji, and whether it has any colour. */
export interface Looks {
  width(char: string): number;
  isColoured(char: string): boolean;
}

/** Returns the test whether an emoji can be drawn. Each emoji is measured once, when it is first needed. */
export function drawnBy({ width, isColoured }: Looks): (char: string) => boolean {
  const known = width(KNOWN);
  const missing = width(MISSING);
  const isMissing = (char: string): boolean => {
    const own = width(char);
    // A sequence that the font doesn't support is drawn as its parts side by side.
    if (own > 1.5 * known) return true;
    return Math.abs(own - missing) < 0.5 && !isColoured(char);
  };
  // On a system where even this emoji looks missing, the test can't tell.
  if (isMissing(KNOWN)) return () => true;
  const seen = new Map<string, boolean>();
  return (char) => {
    const before = seen.get(char);
    if (before !== undefined) return before;
    const isThere = !isMissing(char);
    seen.set(char, isThere);
    return isThere;
  };
}

function canvasLooks(context: CanvasRenderingContext2D): Looks {
  context.font = FONT;
  context.textBaseline = 'top';
  return {
    width: (char) => context.measureText(char).width,
    isColoured(char) {
      context.clearRect(0, 0, 2 * SIZE, 2 * SIZE);
      context.fillText(char, 0, 4);
      const { data } = context.getImageData(0, 0, 2 * SIZE, 2 * SIZE);
      for (let at = 0; at < data.length; at += 4)
        if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return true;
      return false;
    },
  };
}

let drawn: ((char: string) => boolean) | undefined;

/** Whether this system can draw `char`. */
export function isDrawn(char: string): boolean {
  if (!drawn) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 2 * SIZE;
    // The canvas is read back, so it should be stored where reading is cheap.
    const context = canvas.getContext('2d', { willReadFrequently: true });
    drawn = context ? drawnBy(canvasLooks(context)) : () => true;
  }
  return drawn(char);
}
