/** The words of the side bar in English. */

export const en = {
  joinAnother: 'Open another room',
  connected: 'Connected',
  connecting: 'Connecting…',
};

export type Words = typeof en;
