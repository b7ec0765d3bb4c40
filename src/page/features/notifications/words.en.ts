/** What is said of notifications, in English. */

export const en = {
  notifyTitle: (room: string) => `Notifications of #${room}`,
  withSound: 'With a sound',
  withSoundMeans: 'In all rooms, for what you are notified of',
  notifyForbidden: 'The browser blocks notifications of this site. You can allow them in its settings for the site.',
  notifyUnanswered: 'The browser’s question was not answered, so nothing was changed.',
  notifyUnknown: 'This browser has no notifications.',
};

export type Words = typeof en;
