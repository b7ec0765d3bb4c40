/**
 * A poll as text, for clients and places that have no view of it. Separate from poll.ts, because the page uses it too.
 */

/**
 * The question, and a numbered line for each option.
 * @param counts the number of members who chose each option; without it the lines have no numbers of votes
 */
export function pollText(question: string, options: readonly string[], counts?: readonly number[]): string {
  return [question, ...optionLines(options, counts)].join('\n');
}

/** The lines of the options: "1. Soup: 2", or "1. Soup" without `counts`. */
export function optionLines(options: readonly string[], counts?: readonly number[]): string[] {
  const votes = (index: number): string => (counts ? `: ${counts[index] ?? 0}` : '');
  return options.map((option, index) => `${index + 1}. ${option}${votes(index)}`);
}
