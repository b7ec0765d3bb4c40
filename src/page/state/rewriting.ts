/** Begins an edit of a message. For the late part. Pure. */

import type { Edit, Writing } from './writing.ts';

/** An edit of `ref`, whose text is `was`. An edit of the same message that is under way continues. */
export function withEdit(writing: Writing, ref: Edit['ref'], was: string): Edit {
  if (writing.kind !== 'edit') return { kind: 'edit', ref, text: was, was };
  return writing.ref === ref ? writing : { ...writing, ref, text: was, was };
}
