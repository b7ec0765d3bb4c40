/** Recognises commands. What they do is loaded later (late.ts). Pure. */

/**
 * Matches "/me waves", but neither "/usr/bin" nor "//me". Chinese and Japanese keyboards also type a full-width slash.
 */
export function isCommand(text: string): boolean {
  return /^[/／][a-zａ-ｚ]+(?:\s|$)/i.test(text.trimStart());
}

/** Commands whose line is sent as a message. */
const SPOKEN = /^[/／](?:me|shrug)\s/i;

/** Whether others are told that somebody is typing this text. They aren't if it can't become a message as it stands. */
export function isForOthers(text: string): boolean {
  const line = text.trim();
  return !/^[/／]?$/.test(line) && (!isCommand(line) || SPOKEN.test(text.trimStart()));
}

/**
 * The text to send for a line that isn't a command. Two slashes before the name of a command stand for one literal
 * slash. A text that would otherwise be an action gets a leading space, which isn't seen and prevents that.
 */
export function unescaped(text: string): string {
  if (!/^[/／]{2}[a-z]+(?:\s|$)/.test(text)) return text;
  const line = text.slice(1);
  return deedOf(line) === undefined ? line : ` ${line}`;
}

/** The action that a text describes: "waves" for "/me waves". */
export function deedOf(text: string): string | undefined {
  return /^\/me\s+(\S.*)$/s.exec(text)?.[1];
}
