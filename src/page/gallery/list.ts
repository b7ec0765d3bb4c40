/** The names of the gallery's states, each with the text by which a test knows that it has rendered. */

interface Shown {
  /** A dialog covers the page: always, or in a narrow window. */
  dialog?: 'always' | 'narrow';
  /** A selector of something else that appears later than the rest. */
  part?: string;
}

const dialog = { dialog: 'always' } as const;

export const STATES = {
  home: {},
  'home-bad': {},
  empty: {},
  nameless: {},
  full: {},
  reply: {},
  edit: {},
  completion: { part: '.completion [role="option"]' },
  problem: { part: '.hint .over:not(:empty)' },
  'too-long': { part: '#composer-problem:not(:empty)' },
  muted: {},
  long: { part: '.message .link[aria-expanded]' },
  polls: { part: '.poll-bar' },
  'poll-form': dialog,
  failed: {},
  offline: {},
  outdated: {},
  ended: {},
  banned: {},
  replaced: {},
  crowded: {},
  menu: dialog,
  react: { ...dialog, part: '.grid button' },
  emoji: { ...dialog, part: '.grid button' },
  delete: dialog,
  leave: dialog,
  reactions: dialog,
  context: { ...dialog, part: '.context li' },
  members: { dialog: 'narrow' },
  share: dialog,
  notify: dialog,
  moderated: {},
  silenced: {},
  locked: dialog,
  unlock: dialog,
  person: dialog,
  restrain: dialog,
  settings: dialog,
  audit: { ...dialog, part: '.audit li' },
  'room-menu': dialog,
  switch: dialog,
  search: dialog,
  help: dialog,
  copy: dialog,
} satisfies Record<string, Shown>;

export type StateName = keyof typeof STATES;

/** All states, each with the selectors to wait for in a window of `width` CSS pixels. */
export function statesIn(width: number): { name: string; selectors: string[] }[] {
  return Object.entries<Shown>(STATES).map(([name, { dialog, part }]) => ({
    name,
    selectors: [
      dialog === 'always' || (dialog === 'narrow' && width < 1_024) ? 'dialog[open]' : 'main',
      ...(part === undefined ? [] : [part]),
    ],
  }));
}
