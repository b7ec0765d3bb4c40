/**
 * Generates table.ts from Unicode's confusables, with the project's own Node: `npm run confusables -- FILE`.
 * FILE is Unicode's confusables.txt (https://www.unicode.org/Public/security/latest/confusables.txt), or a table of
 * single code points and their skeletons separated by a tab. Both give their version in a comment at the beginning.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode, needed, readConfusables } from './source.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Usage: npm run confusables -- FILE');
  process.exit(2);
}
const confusables = readConfusables(readFileSync(file, 'utf8'));
writeFileSync(
  join(import.meta.dirname, 'table.ts'),
  `/**
 * Unicode's confusables (UTS #39), version ${confusables.version}. Generated, do not edit: \`npm run confusables -- FILE\` regenerates it
 * from a later version (generate.ts). Data: © Unicode, Inc., under the Unicode License v3
 * (https://www.unicode.org/license.txt).
 */

/** prototypes.ts describes the format of the lines. */
export const TABLE = \`
${encode(needed(confusables))}
\`;
`,
);
