/** English words of reactions. Loaded with the late part. */

export const en = {
  notReacted: (reason: string) => `Reaction not added: ${reason}`,
  isFull: 'the message can’t take any more reactions.',
  moreEmoji: 'More emoji',
};

export type Words = typeof en;
