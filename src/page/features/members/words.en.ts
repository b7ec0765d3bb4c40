/** What is said of members, in English. */

export const en = {
  members: 'Members',
  showMembers: (count: number) => `Members, ${count} here`,
  hereNow: 'Here now',
  somebody: 'somebody',
  notListed: (count: number) => `and ${count} more`,
  looksLike: (whose: string | undefined) => `looks like ${whose ?? 'somebody else'}’s name`,
  mutedMark: 'muted',
  manage: (name: string) => `What can be done with ${name}`,
  commands: {
    mute: { takes: '<name>', does: 'Hide somebody’s messages, for you alone' },
    unmute: { takes: '<name>', does: 'Show their messages again' },
  },
  notToYourself: 'You can’t do this to yourself.',
  nobodyCalled: (name: string, count: number) =>
    count === 0 ? `Nobody here is called “${name}”.` : `More than one person here is called “${name}”.`,
  personMenu: (name: string) => `What can be done with ${name}`,
  stepDown: { owner: 'Become an owner', moderator: 'Step down to moderator', member: 'Step down' },
  giveRole: { owner: 'Make an owner', moderator: 'Make a moderator', member: 'Take the role away' },
};

export type Words = typeof en;
