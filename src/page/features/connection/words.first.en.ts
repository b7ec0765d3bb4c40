/** English words of the connection banner. Loaded with the page. */

export const en = {
  offlineLong: 'No connection. Messages will be sent when you’re back.',
};

export type Words = typeof en;
