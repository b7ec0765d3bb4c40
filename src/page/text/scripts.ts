/** Writing systems, by their names in Unicode (ISO 15924). Pure. */

/** What is written in any of them, with blanks between their names, for a class of a pattern with the flag u or v. */
export function inScripts(names: string): string {
  return names.replace(/(\w+) ?/g, '\\p{scx=$1}');
}
