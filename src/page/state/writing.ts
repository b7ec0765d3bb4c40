/** What the composer is writing: a new message, a reply, or an edit. Pure. */

/** What a draft is. */
export type Fresh =
  | { kind: 'new' }
  /** `to` is the `seq` of the message that it answers. */
  | { kind: 'reply'; to: number };

/** Another text for an own message. It waits with its text while another room is looked at, and the draft waits for it. */
export interface Edit {
  kind: 'edit';
  /** The `seq` of a stored message, or the id of one that never went out. */
  ref: number | string;
  /** As typed so far, and as it was. */
  text: string;
  was: string;
  /** What goes on when it is over. */
  back: Fresh;
}

export type Writing = Fresh | Edit;

export const NEW: Fresh = { kind: 'new' };

/** What goes on when what is being written is given up, or done with: after an edit what was there before it. */
export function afterWriting(writing: Writing): Fresh {
  return writing.kind === 'edit' ? writing.back : NEW;
}

/** The draft, with the text of an edit that can't be made any more: nothing of either is lost. */
export function handedOver(draft: string, { text, was }: Edit): string {
  if (text === was || text.trim() === '') return draft;
  return draft.trim() === '' ? text : `${draft}\n\n${text}`;
}

/** Tells one thing to write from another, whatever its text. */
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
