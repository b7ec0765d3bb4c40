/** The words of commands and keyboard shortcuts in English. */

/** Each shortcut and what it does. */
const keys: readonly (readonly [string, string])[] = [
  ['Enter', 'Send; on a phone, tap the arrow'],
  ['Shift+Enter', 'New line'],
  ['↑', 'Edit your last message, if the message field is empty'],
  ['Ctrl/⌘+B I E', 'Bold, italic, code'],
  ['@ : / #', 'Complete a name, emoji, command or room'],
  ['Shift+Tab ↑ ↓', 'Move from the field to the messages, and through them'],
  ['R E Del + C', 'Reply to, edit, delete or react to the focused message, or copy its link'],
  ['Enter', 'All actions for the focused message'],
  ['Ctrl/⌘+K', 'Go to a room by name'],
  ['Alt+↑ ↓', 'Previous or next room'],
  ['Alt+Shift+↑ ↓', 'Previous or next unread room'],
  ['Esc', 'Close, cancel, or jump to the latest message'],
  ['/', 'Search the room, if you’re not typing a message'],
  ['?', 'Show this list'],
];

export const en = {
  helpKeys: 'Keyboard shortcuts',
  helpCommands: 'Commands',
  keys,
  commands: {
    help: { takes: '', does: 'Show keyboard shortcuts and commands' },
  },
  noSuchCommand: (name: string) =>
    `Unknown command /${name}. Type /help for a list, or start with // to send it as text.`,
  notYourCommand: (command: string) => `You don’t have permission to use ${command} in this room.`,
  commandNeeds: (usage: string, does: string) => `Incomplete command. Usage: ${usage} (${does})`,
  commandTakesNothing: (usage: string) => `${usage} takes no text after it.`,
  isSoAlready: 'It’s already set that way. Nothing was changed.',
};

export type Words = typeof en;
