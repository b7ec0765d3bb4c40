/** English words of reactions. Loaded with the late part. */

export const en = {
  notReacted: (reason: string) => `Reaction not added: ${reason}`,
};

export type Words = typeof en;
