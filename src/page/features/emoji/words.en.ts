/** The words of the emoji picker in English. */

export const en = {
  /** By the names in emoji-table.ts, in the order in which the groups are offered. */
  emojiGroups: {
    smileys: 'Smileys',
    people: 'People',
    nature: 'Nature',
    food: 'Food',
    places: 'Places',
    activities: 'Activities',
    objects: 'Objects',
    symbols: 'Symbols',
    flags: 'Flags',
  },
  searchEmoji: 'Search emoji',
  emojiGroup: 'Emoji category',
  recentEmoji: 'Recently used',
  skinTone: 'Skin tone',
  skinTones: ['Default', 'Light', 'Medium-light', 'Medium', 'Medium-dark', 'Dark'],
  noEmoji: 'No emoji found.',
};

export type Words = typeof en;
