/** What the search says, in English. */

export const en = {
  searchTitle: (room: string) => `Search #${room}`,
  searchFor: 'Words to find',
  hits: (count: number, status: 'looking' | 'paused' | 'done') =>
    status === 'looking'
      ? count === 0
        ? 'Looking further back …'
        : `${count} found, looking further back …`
      : count === 0 && status === 'done'
        ? 'Nothing found.'
        : `${count}${status === 'paused' ? '+' : ''} found`,
  lookedThrough: 'Looked through',
  stopSearch: 'Stop',
  searchOn: 'Look further back',
  searchRefused: (chars: number, terms: number) => `At most ${chars} characters and ${terms} words can be looked for.`,
};

export type Words = typeof en;
