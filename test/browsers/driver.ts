/** What the checks ask of a browser: to open a page, run a function in it, and press real keys and buttons. */

/** A source of input and what it does, as WebDriver and WebDriver BiDi both take it. */
export type InputSource =
  | { type: 'key'; id: string; actions: KeyAction[] }
  | { type: 'pointer'; id: string; actions: PointerAction[] };

export type KeyAction = { type: 'keyDown' | 'keyUp'; value: string };

export type PointerAction =
  /** CSS pixels of the viewport. */
  { type: 'pointerMove'; x: number; y: number } | { type: 'pointerDown' | 'pointerUp'; button: number };

/** A running browser with one window. */
export interface Driver {
  /** Name and version. */
  readonly name: string;
  /** Resolves when the document and what it names have loaded. */
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /**
   * Runs JavaScript in the page: the source of a function without parameters.
   * @returns what it returned or resolved with, as JSON
   * @throws Error if it threw
   */
  run(source: string): Promise<string>;
  perform(sources: readonly InputSource[]): Promise<void>;
  /** Width and height of the window, in CSS pixels. What it leaves for the page is less. */
  resize(width: number, height: number): Promise<void>;
  /** Ends the browser and removes its profile. */
  quit(): Promise<void>;
}

/** A browser that the checks can run in. */
export interface Launcher {
  name: string;
  /** Debian's packages for it. */
  packages: readonly string[];
  /** The programs that it needs and that are not here. */
  missing(): readonly string[];
  launch(): Promise<Driver>;
}
