/** What the checks need of a browser: opening a page, running a function in it, and pressing real keys and buttons. */

/** An input source and its actions, in the form that WebDriver and WebDriver BiDi share. */
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
  /** Resolves when the document and its resources have loaded. */
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /**
   * Runs JavaScript in the page.
   * @param source a function without parameters
   * @returns the function's result as JSON, after awaiting it
   * @throws Error if the function threw
   */
  run(source: string): Promise<string>;
  perform(sources: readonly InputSource[]): Promise<void>;
  /** Sets the size of the window in CSS pixels. The viewport is smaller. */
  resize(width: number, height: number): Promise<void>;
  /** Ends the browser and removes its profile. */
  quit(): Promise<void>;
}

/** A browser in which the checks can run. */
export interface Launcher {
  name: string;
  /** The Debian packages of the browser. */
  packages: readonly string[];
  /** Required programs that aren't installed. */
  missing(): readonly string[];
  launch(): Promise<Driver>;
}
