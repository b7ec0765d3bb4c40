/** Writing systems by their Unicode names (ISO 15924). Pure. */

/**
 * Part of a character class that matches several scripts. `names` are separated by spaces. The pattern needs the flag u
 * or v.
 */
export function inScripts(names: string): string {
  return names.replace(/(\w+) ?/g, '\\p{scx=$1}');
}
