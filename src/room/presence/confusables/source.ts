/** Converts a file of Unicode's confusables to the lines of table.ts. Only generate.ts uses it, not the Worker. */

/** Characters with the prototype of all that look like each of them (UTS #39 §4). */
export interface Confusables {
  /** The version of Unicode. */
  version: string;
  prototypes: ReadonlyMap<string, string>;
}

/** Reads either format, and throws on a line that fits neither. */
export function readConfusables(file: string): Confusables {
  const version = /^\uFEFF?#.*?(?:Version:|\bUnicode) (\d+(?:\.\d+)*)/m.exec(file)?.[1];
  if (version === undefined) throw new Error('The file doesn’t name its Unicode version.');
  const prototypes = new Map<string, string>();
  for (const line of file.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const content = line.replace(/#.*/, '').trim();
    if (content === '') continue;
    const [character, prototype] = content.split(/[;\t]/).filter((field) => field.trim() !== '');
    if (character === undefined || prototype === undefined) throw new Error(`Unknown format: ${line}`);
    prototypes.set(toText(character), toText(prototype));
  }
  return { version, prototypes };
}

function toText(codePoints: string): string {
  return String.fromCodePoint(
    ...codePoints
      .trim()
      .split(/\s+/)
      .map((hex) => Number.parseInt(hex, 16)),
  );
}

/**
 * The prototypes that the room needs, in order. It only looks up text in NFKD without ignorable characters, so
 * characters that decompose or are ignorable are left out. Each prototype is in NFKD as well, and its own prototype.
 */
export function needed({ prototypes }: Confusables): [character: string, prototype: string][] {
  return [...prototypes]
    .filter(([character]) => character.normalize('NFKD') === character)
    .filter(([character]) => !/^\p{Default_Ignorable_Code_Point}/u.test(character))
    .map(([character, prototype]): [string, string] => [character, settled(prototype, prototypes)])
    .filter(([character, prototype]) => character !== prototype)
    .sort(([a], [b]) => codeOf(a) - codeOf(b));
}

/**
 * Apply prototypes until nothing changes: the per cent sign is confusable with º/₀, whose NFKD is confusable with other
 * characters.
 */
function settled(text: string, prototypes: ReadonlyMap<string, string>): string {
  const decomposed = text.normalize('NFKD');
  const next = Array.from(decomposed, (character) => prototypes.get(character) ?? character)
    .join('')
    .normalize('NFKD');
  return next === decomposed ? next : settled(next, prototypes);
}

/** One line for each block of 256 code points, in the format that prototypes.ts reads. */
export function encode(pairs: readonly (readonly [character: string, prototype: string])[]): string {
  const lines = new Map<number, string>();
  let before = 0;
  for (const [character, prototype] of pairs) {
    const code = codeOf(character);
    const block = code >> 8;
    const line = lines.get(block);
    const step = code - (line === undefined ? block << 8 : before);
    const codes = Array.from(prototype, (one) => codeOf(one).toString(36)).join('.');
    lines.set(block, `${line ?? block.toString(16)} ${step.toString(36)},${codes}`);
    before = code;
  }
  return [...lines.values()].join('\n');
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
