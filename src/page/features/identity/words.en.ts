/** The words about the reader’s own name in English. */

export const en = {
  yourName: 'Your name',
  changeName: 'Change your name',
  nameRule:
    'Use 1 to 32 visible characters, without “·”. Names that could pass for the service, such as “admin”, aren’t allowed.',
  commands: {
    name: { takes: '<name>', does: 'Change your name' },
  },
  youWriteAs: 'Posting as',
  chooseName: 'Choose a name',
  stayNameless: 'Not now',
};

export type Words = typeof en;
