/** The syntax colours for code-block.tsx. */

import { highlight } from '../../../text/highlight.ts';
import { highlighter } from './late-parts.ts';

highlighter.value = highlight;
