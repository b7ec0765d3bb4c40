/** What the composer is writing: a new message, a reply, or an edit. Pure. */

/** What a draft is for. */
export type Fresh =
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
  /** What the composer returns to after the edit. */
  back: Fresh;
}

export type Writing = Fresh | Edit;

export const NEW: Fresh = { kind: 'new' };

/** What the composer writes after this is finished or cancelled. After an edit, that is what it was writing before. */
export function afterWriting(writing: Writing): Fresh {
  return writing.kind === 'edit' ? writing.back : NEW;
}

/** Adds the text of an edit that is no longer possible to the draft, so that neither is lost. */
export function handedOver(draft: string, { text, was }: Edit): string {
  if (text === was || text.trim() === '') return draft;
  return draft.trim() === '' ? text : `${draft}\n\n${text}`;
}

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
