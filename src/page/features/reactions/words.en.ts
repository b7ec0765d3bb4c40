/** What reactions say later, in English. */

export const en = {
  notReacted: (reason: string) => `No reaction: ${reason}`,
};

export type Words = typeof en;
