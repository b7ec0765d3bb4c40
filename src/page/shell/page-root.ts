/** The element that the page renders into. */

/**
 * The element; `null` in a browser that lacks light-dark() and would show parts of the page without their colours. Such
 * a browser may still run the script. unstarted.ts has the text that it shows instead.
 */
export const root = CSS.supports('color', 'light-dark(#000, #fff)') ? document.getElementById('app') : null;
