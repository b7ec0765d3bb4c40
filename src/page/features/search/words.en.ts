/** The words of the search in English. */

export const en = {
  searchTitle: (room: string) => `Search #${room}`,
  searchFor: 'Search terms',
  hits: (count: number, status: 'looking' | 'paused' | 'done') =>
    status === 'looking'
      ? count === 0
        ? 'Searching further back…'
        : `${count} found, searching further back…`
      : count === 0 && status === 'done'
        ? 'Nothing found.'
        : `${count}${status === 'paused' ? '+' : ''} found`,
  lookedThrough: 'Searched',
  stopSearch: 'Stop',
  searchOn: 'Search further back',
  searchRefused: (chars: number, terms: number) => `You can search for up to ${chars} characters and ${terms} words.`,
};

export type Words = typeof en;
