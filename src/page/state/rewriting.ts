/**
 * Changes what the composer is writing when an edit begins or another tab has a newer draft. For the late part. Pure.
 */

import type { Edit, Fresh, Writing } from './writing.ts';

/** An edit of `ref`, whose text is `was`. An edit of the same message that is under way continues. */
export function withEdit(writing: Writing, ref: Edit['ref'], was: string): Edit {
  if (writing.kind !== 'edit') return { kind: 'edit', ref, text: was, was, back: writing };
  return writing.ref === ref ? writing : { ...writing, ref, text: was, was };
}

/** Replaces the draft, which may be hidden by an edit, after another tab has started or cancelled a reply. */
export function withDraftBelow(writing: Writing, fresh: Fresh): Writing {
  return writing.kind === 'edit' ? { ...writing, back: fresh } : fresh;
}
