/** Changes what is being written when an edit begins or another tab has a newer draft. For the late part. Pure. */

import type { Edit, Fresh, Writing } from './writing.ts';

/** An edit of `ref`, whose text is `was`: the one that is under way, if it is of the same. */
export function withEdit(writing: Writing, ref: Edit['ref'], was: string): Edit {
  if (writing.kind !== 'edit') return { kind: 'edit', ref, text: was, was, back: writing };
  return writing.ref === ref ? writing : { ...writing, ref, text: was, was };
}

/** The same with another draft below: another tab has begun a reply, or left one. */
export function withDraftBelow(writing: Writing, fresh: Fresh): Writing {
  return writing.kind === 'edit' ? { ...writing, back: fresh } : fresh;
}
