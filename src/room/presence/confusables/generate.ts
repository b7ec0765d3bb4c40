/**
 * Makes table.ts of Unicode's confusables, with the project's own Node: `npm run confusables -- FILE`.
 *
 * FILE is Unicode's own confusables.txt (https://www.unicode.org/Public/security/latest/confusables.txt), or a table of single
 * code points and their skeletons with a tab between them. Both say in a comment at their beginning of which version they are.
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
 * Unicode's confusables (UTS #39), version ${confusables.version}. Generated, not to be edited: \`npm run confusables -- FILE\` makes it
 * anew of a later version (generate.ts). Data: © Unicode, Inc., under the Unicode License v3 (https://www.unicode.org/license.txt).
 */

/** prototypes.ts says what the lines mean. */
export const TABLE = \`
${encode(needed(confusables))}
\`;
`,
);
