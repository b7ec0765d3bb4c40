/**
 * Whether the browser has what the page's styles need. An older browser may still run the scripts, but would show parts
 * of the page without their colours. unstarted.ts has the text that it shows instead.
 */
export const isSupported = CSS.supports('color', 'light-dark(red, red)');
