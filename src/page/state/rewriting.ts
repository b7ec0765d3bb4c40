/** Begins an edit of a message. Loaded with the late part. Pure. */

import type { Edit, Writing } from './writing.ts';

/** An edit of the message `ref`, whose text is `was`. If that message is already being edited, the edit continues. */
export function withEdit(writing: Writing, ref: Edit['ref'], was: string): Edit {
  if (writing.kind !== 'edit') return { kind: 'edit', ref, text: was, was };
  return writing.ref === ref ? writing : { ...writing, ref, text: was, was };
}
