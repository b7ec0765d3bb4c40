/** What the dialog says that shares a room, in English. */

export const en = {
  shareTitle: (room: string) => `Share #${room}`,
  shareExplained: 'Whoever opens the link is in the room.',
  roomLink: 'Link to this room',
  copyRoomLink: 'Copy link',
  handOn: 'Send with …',
  qr: 'QR code of the link',
  shareLocked: (hasKey: boolean): string =>
    hasKey
      ? 'The room is locked. This link carries its key: whoever has it is in.'
      : 'The room is locked: whoever opens the link needs the passphrase, too.',
};

export type Words = typeof en;
