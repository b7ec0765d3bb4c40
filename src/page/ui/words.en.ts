/** What dialogs and toasts say, whatever they are about, in English. */

export const en = {
  close: 'Close',
  textCopied: 'Text copied',
  linkCopied: 'Link copied',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  undo: 'Undo',
  copyByHand: 'Copy it by hand',
  back: 'Back',
};

export type Words = typeof en;
