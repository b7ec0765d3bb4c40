/** What the composer is writing: a new message, a reply, or an edit. Pure. */

/** What a draft is for. */
export type Draft =
  | { kind: 'new' }
  /** `to` is the `seq` of the message that it replies to. */
  | { kind: 'reply'; to: number };

/**
 * A new text for one of the reader's messages. The edit keeps its text while another room is open, and the draft waits
 * until it is over.
 */
export interface Edit {
  kind: 'edit';
  /** The `seq` of a stored message, or the id of a message that was never sent. */
  ref: number | string;
  /** The text as typed so far, and before the edit. */
  text: string;
  was: string;
}

export type Writing = Draft | Edit;

export const NEW: Draft = { kind: 'new' };

/** Identifies what is being written, independent of its text. */
export function aboutOf(writing: Writing): string {
  switch (writing.kind) {
    case 'new':
      return 'new';
    case 'reply':
      return `reply ${writing.to}`;
    case 'edit':
      return `edit ${writing.ref}`;
  }
}
