/** English words of the composer. Loaded with the page. */

export const en = {
  writeTo: (room: string) => `Message #${room}`,
  messageTo: (room: string) => `Message to ${room}`,
  send: 'Send',
  keysHint: 'Enter to send · Shift+Enter for a new line',
};

export type Words = typeof en;
