/** The words of the share dialog in English. */

export const en = {
  shareTitle: (room: string) => `Share #${room}`,
  shareExplained: 'Anyone with the link can join.',
  roomLink: 'Link to this room',
  copyRoomLink: 'Copy link',
  handOn: 'Share via…',
  qr: 'QR code for the link',
  shareLocked: (hasKey: boolean): string =>
    hasKey
      ? 'The room is locked. This is an invite link: anyone who has it can join.'
      : 'The room is locked. Anyone who opens the link also needs the passphrase.',
};

export type Words = typeof en;
