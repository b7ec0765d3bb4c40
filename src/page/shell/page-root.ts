/** The element that the page renders into. */

/**
 * The element; `null` in a browser that would show the page in pieces, without its colours. Such a one may well run the
 * script. What it shows instead is in unstarted.ts.
 */
export const root = CSS.supports('color', 'light-dark(#000, #fff)') ? document.getElementById('app') : null;
