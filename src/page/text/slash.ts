/** Which lines are commands. Apart from what they do, which comes later (late.ts). Pure. */

/** "/me waves", but not "/usr/bin", nor "//me". Keyboards for Chinese and Japanese write the wide one, too. */
export function isCommand(text: string): boolean {
  return /^[/／][a-zａ-ｚ]+(?:\s|$)/i.test(text.trimStart());
}

/** The names of commands whose line goes out as a message. */
const SPOKEN = /^[/／](?:me|shrug)\s/i;

/** Whether others are told of somebody who has typed so much: not of what can't become a message as it stands. */
export function isForOthers(text: string): boolean {
  const line = text.trim();
  return !/^[/／]?$/.test(line) && (!isCommand(line) || SPOKEN.test(text.trimStart()));
}

/**
 * The text to send of a line that isn't a command: two slashes in front of a command's name are one that isn't meant so. What
 * would tell a deed gets a blank in front, by which it tells none: it is not seen, and others read the same words.
 */
export function unescaped(text: string): string {
  if (!/^[/／]{2}[a-z]+(?:\s|$)/.test(text)) return text;
  const line = text.slice(1);
  return deedOf(line) === undefined ? line : ` ${line}`;
}

/** The deed that a text tells: "waves" of "/me waves". */
export function deedOf(text: string): string | undefined {
  return /^\/me\s+(\S.*)$/s.exec(text)?.[1];
}
