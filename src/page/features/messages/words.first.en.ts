/** English words of the message list. Loaded with the page. */

export const en = {
  messagesIn: (room: string) => `Messages in ${room}`,
  newMessages: 'New',
  roomBegins: (room: string) => `This is where #${room} begins.`,
  entering: 'Joining…',
  edited: 'edited',
  editWaits: 'edited, not sent yet',
  showAll: 'Show all',
  earlierMessage: 'An earlier message',
  sending: 'Sending',
  sent: 'Sent',
};

export type Words = typeof en;
