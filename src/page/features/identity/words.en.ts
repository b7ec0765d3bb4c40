/** What is said of one’s own name, in English. */

export const en = {
  yourName: 'Your name',
  changeName: 'Change your name',
  nameRule:
    'A name has 1 to 32 visible characters, without “·”, and is none that could pass for the service, such as “admin”.',
  commands: {
    name: { takes: '<name>', does: 'Change your name' },
  },
  youWriteAs: 'You write as',
  chooseName: 'Choose a name',
  stayNameless: 'Stay without a name',
};

export type Words = typeof en;
