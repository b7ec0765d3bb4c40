/** The words about notifications in English. */

export const en = {
  notifyTitle: (room: string) => `Notifications for #${room}`,
  withSound: 'Play a sound',
  withSoundMeans: 'In every room, whenever you get a notification',
  notifyForbidden: 'Your browser blocks notifications from this site. You can allow them in its site settings.',
  notifyUnanswered: 'You didn’t answer the browser’s prompt, so nothing was changed.',
  notifyUnknown: 'This browser doesn’t support notifications.',
};

export type Words = typeof en;
