/** What the banner says at once, in English. */

export const en = {
  offlineLong: 'No connection. You can go on writing: it is sent when you are back.',
};

export type Words = typeof en;
