/** The words of the emoji picker in English. */

export const en = {
  emojiGroups: ['Smileys', 'People', 'Nature', 'Food', 'Places', 'Activities', 'Objects', 'Symbols', 'Flags'],
  searchEmoji: 'Search emoji',
  emojiGroup: 'Emoji category',
  recentEmoji: 'Recently used',
  skinTone: 'Skin tone',
  skinTones: ['Default', 'Light', 'Medium-light', 'Medium', 'Medium-dark', 'Dark'],
  noEmoji: 'No emoji found.',
};

export type Words = typeof en;
