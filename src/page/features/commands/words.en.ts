/** What is said of commands and keys, in English. */

/** Keys, and what they do. */
const keys: readonly (readonly [string, string])[] = [
  ['Enter', 'Send; on a phone the arrow does'],
  ['Shift+Enter', 'New line'],
  ['↑', 'Edit your last message, in an empty field'],
  ['Ctrl/⌘+B I E', 'Bold, italic, code'],
  ['@ : / #', 'Complete a name, emoji, command, room'],
  ['Shift+Tab ↑ ↓', 'From the field to the messages, and through them'],
  ['R E Del + C', 'Reply to, edit, delete, react to a message in focus, copy its link'],
  ['Enter', 'All that can be done with a message in focus'],
  ['Ctrl/⌘+K', 'Go to a room by its name'],
  ['Alt+↑ ↓', 'Next room'],
  ['Alt+Shift+↑ ↓', 'Next room with something unread'],
  ['Esc', 'Close, cancel, or to the latest message'],
  ['/', 'Search the room, from outside the field'],
  ['?', 'This list'],
];

export const en = {
  helpKeys: 'Keys',
  helpCommands: 'Commands',
  keys,
  commands: {
    help: { takes: '', does: 'What can be done here, by keys and commands' },
  },
  noSuchCommand: (name: string) => `There is no command /${name}. Type /help for those there are, or // to write it.`,
  notYourCommand: (command: string) => `You may not use ${command} in this room.`,
  commandNeeds: (usage: string, does: string) => `Something is missing: ${usage} (${does})`,
  commandTakesNothing: (usage: string) => `Nothing may follow ${usage}.`,
  isSoAlready: 'It is like that already. Nothing was changed.',
};

export type Words = typeof en;
