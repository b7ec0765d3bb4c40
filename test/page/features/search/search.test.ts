import { describe, expect, test } from 'vitest';
import type { Message, Reply } from '../../../../src/client/index.ts';
import { lookedThrough, runSearch, type Search } from '../../../../src/page/features/search/search.ts';
import type { FoundFrame } from '../../../../src/protocol/frames.ts';

const hit = (seq: number): Message => ({ seq, from: 'Ana', fromId: 'ana', data: `m${seq}`, ts: seq });
const page = (seqs: number[], before: number): Reply<FoundFrame> => ({
  ok: true,
  frame: { type: 'found', id: 'x', data: seqs.map(hit), before },
});

/** Runs a search over the given answers. Returns its reports, requests and pauses. */
async function run(answers: Reply<FoundFrame>[], over: { stopAfter?: number; enough?: number; from?: Search } = {}) {
  const { stopAfter = Number.POSITIVE_INFINITY, enough = Number.POSITIVE_INFINITY, from } = over;
  const stopped = new AbortController();
  const told: Search[] = [];
  const asked: (number | undefined)[] = [];
  const waited: number[] = [];
  await runSearch({
    query: 'word',
    from,
    signal: stopped.signal,
    client: {
      search: async (_, before) => {
        asked.push(before);
        if (asked.length === stopAfter) stopped.abort();
        const [answer] = answers.splice(0, 1);
        if (!answer) throw new Error('there are more requests than answers');
        return answer;
      },
    },
    changed: (search) => told.push(search),
    wantsMore: async ({ hits }) => hits.length < enough,
    wait: async (ms) => {
      waited.push(ms);
    },
  });
  const last = told.at(-1);
  return { told, asked, waited, last, seqs: last?.hits.map(({ seq }) => seq) };
}

describe('the search', () => {
  test('a search continues through pages without hits, and reports each page', async () => {
    const { asked, told, last, seqs } = await run([page([], 20_001), page([15_000], 10_001), page([7], 0)]);
    expect(asked).toEqual([undefined, 20_001, 10_001]);
    expect(told.map(({ hits }) => hits.length)).toEqual([0, 0, 1, 2]);
    expect(seqs).toEqual([15_000, 7]);
    expect(last?.status).toBe('done');
  });

  test('a search waits as long as a busy room asks, and then repeats the request', async () => {
    const busy: Reply<FoundFrame> = { ok: false, code: 'busy', text: '', retryAfterMs: 200 };
    const { asked, waited, last } = await run([
      page([9], 5),
      busy,
      { ok: false, code: 'rate_limited', text: '' },
      page([], 0),
    ]);
    expect(asked).toEqual([undefined, 5, 5, 5]);
    expect(waited).toEqual([200, 1_000]);
    expect(last?.status).toBe('done');
  });

  test('a search pauses when enough was found, and can be continued', async () => {
    const first = await run([page([9, 8], 8)], { enough: 2 });
    expect(first.last?.status).toBe('paused');
    const { asked, seqs } = await run([page([3], 0)], first.last ? { from: first.last } : {});
    expect(asked).toEqual([8]);
    expect(seqs).toEqual([9, 8, 3]);
  });

  test('a search that was stopped reports nothing more', async () => {
    const { told, asked } = await run([page([9], 8), page([7], 6)], { stopAfter: 2 });
    expect(asked).toHaveLength(2);
    expect(told.at(-1)?.hits).toHaveLength(1);
  });

  test('a search reports that it needs a connection, or that it was refused', async () => {
    expect((await run([{ ok: false, code: 'offline', text: '' }])).last?.status).toBe('offline');
    const { last } = await run([{ ok: false, code: 'bad_request', text: 'at most' }]);
    expect(last).toMatchObject({ status: 'refused' });
  });

  test('the progress of a search is the share of the room that was searched', () => {
    const at = (before: number): Search => ({ query: '', hits: [], before, status: 'looking' });
    expect(lookedThrough(at(75_001), 100_000)).toBe(25);
    expect(lookedThrough(at(0), 100_000)).toBe(0);
    expect(lookedThrough(at(1), 100_000)).toBe(99);
  });
});
