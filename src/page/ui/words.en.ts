/** The words that all dialogs and toasts share, in English. */

export const en = {
  close: 'Close',
  textCopied: 'Text copied',
  linkCopied: 'Link copied',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  undo: 'Undo',
  copyByHand: 'Copy it manually',
  back: 'Back',
};

export type Words = typeof en;
