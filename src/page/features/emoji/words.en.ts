/** What the choice of emoji says, in English. */

export const en = {
  emojiGroups: ['Smileys', 'People', 'Nature', 'Food', 'Places', 'Activities', 'Things', 'Symbols', 'Flags'],
  searchEmoji: 'Search emoji',
  emojiGroup: 'Kind of emoji',
  recentEmoji: 'Recently used',
  skinTone: 'Skin tone',
  skinTones: ['None', 'Light', 'Medium-light', 'Medium', 'Medium-dark', 'Dark'],
  noEmoji: 'No emoji of this name.',
};

export type Words = typeof en;
