/** The words about members in English. */

export const en = {
  members: 'Members',
  showMembers: (count: number) => `Members, ${count} here`,
  hereNow: 'Here now',
  somebody: 'someone',
  notListed: (count: number) => `and ${count} more`,
  looksLike: (whose: string | undefined) => `looks like ${whose ?? 'someone else'}’s name`,
  mutedMark: 'muted',
  manage: (name: string) => `Actions for ${name}`,
  commands: {
    mute: { takes: '<name>', does: 'Hide someone’s messages, only for you' },
    unmute: { takes: '<name>', does: 'Show someone’s messages again' },
  },
  notToYourself: 'You can’t do this to yourself.',
  nobodyCalled: (name: string, count: number) =>
    count === 0 ? `Nobody here is called “${name}”.` : `More than one person here is called “${name}”.`,
  personMenu: (name: string) => `Actions for ${name}`,
  stepDown: { owner: 'Become an owner', moderator: 'Step down to moderator', member: 'Step down' },
  giveRole: { owner: 'Make an owner', moderator: 'Make a moderator', member: 'Remove moderator role' },
};

export type Words = typeof en;
