/** What the composer says at once, in English. */

export const en = {
  writeTo: (room: string) => `Write to #${room}`,
  messageTo: (room: string) => `Message to ${room}`,
  send: 'Send',
  keysHint: 'Enter sends · Shift+Enter for a new line',
};

export type Words = typeof en;
