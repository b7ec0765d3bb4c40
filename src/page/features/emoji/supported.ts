/** Detects whether the system fonts can draw an emoji. An unsupported one would show as an empty box or as its parts. */

/** CSS pixels. Large enough to see a colour. */
const SIZE = 24;

/** As `.emoji` in toolbar.css. */
const FONT = `${SIZE}px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif`;

/** Every system with emoji has this one. */
const KNOWN = '😀';
/** Nothing will ever be assigned there (a noncharacter): drawn as what is missing. */
const MISSING = '\u{1FFFE}';

/** What is asked of a canvas: how wide an emoji is, and whether there is a colour in it. */
export interface Looks {
  width(char: string): number;
  isColoured(char: string): boolean;
}

/** The test whether an emoji is drawn, each looked at once and only when it is wanted. */
export function drawnBy({ width, isColoured }: Looks): (char: string) => boolean {
  const known = width(KNOWN);
  const missing = width(MISSING);
  const isMissing = (char: string): boolean => {
    const own = width(char);
    // A sequence that the font doesn't know is drawn as its parts, side by side.
    if (own > 1.5 * known) return true;
    return Math.abs(own - missing) < 0.5 && !isColoured(char);
  };
  // A system whose emoji look like that tells nothing.
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

/** Whether `char` can be seen here. */
export function isDrawn(char: string): boolean {
  if (!drawn) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 2 * SIZE;
    // Read back now and then: kept where that is cheap.
    const context = canvas.getContext('2d', { willReadFrequently: true });
    drawn = context ? drawnBy(canvasLooks(context)) : () => true;
  }
  return drawn(char);
}
