/** Polls: a question with options. The row also records who chose which options. */

import type { Ballot, Tally } from '../../protocol/events/poll.ts';
import { areValid, MOST_OPTIONS, OPTIONS_RULE } from '../../protocol/events/poll-options.ts';
import { pollText } from '../../protocol/events/poll-text.ts';
import { refuse } from '../../protocol/refusal.ts';
import { cleanText, cleanTopic } from '../../protocol/text.ts';
import { type Ballots, choiceOf, NO_BALLOTS, tallyOf } from './ballots.ts';
import type { ItemState } from './body.ts';
import type { RoomEvent } from './contract.ts';
import { changedBody, decodeState, encodeState, itemFields } from './items.ts';
import { checkText } from './msg.ts';

declare module './body.ts' {
  interface Body {
    /** `text`: the question. */
    poll: { readonly text: string; readonly state: ItemState | null; readonly ballots: Ballots };
  }
}

export const poll: RoomEvent<'poll'> = {
  compose({ data, options: raw, many = false }) {
    const text = cleanText(data);
    // Cleaning takes work. One option too many is enough to refuse the poll.
    const options = raw.slice(0, MOST_OPTIONS + 1).map(cleanTopic);
    const ballots = { ...NO_BALLOTS, options, ...(many ? { many } : {}) };
    // The ack contains the whole event, so changes by cleaning needn't be reported.
    return { ref: null, body: { text, state: null, ballots }, text: [text, ...options].join('\n'), cleaned: false };
  },
  check({ body: { text, ballots } }, limits) {
    return checkText(text, limits) ?? (areValid(ballots.options) ? undefined : refuse('bad_request', OPTIONS_RULE));
  },
  judge: () => ({ effects: [] }),
  encode: ({ text, state, ballots }) => ({
    data: text,
    state: encodeState(state?.gone ? state : { ...state, ...ballots }),
  }),
  decode({ data, state: json }) {
    const stored = decodeState<ItemState & Ballots>(json);
    if (stored === null) throw new Error('the state of a poll is missing');
    if (stored.gone) return { text: data, state: { gone: true }, ballots: NO_BALLOTS };
    const { options, many, closed, voters, choices, ...state } = stored;
    if (![options, voters, choices].every(Array.isArray) || voters.length !== choices.length)
      throw new Error('the votes of a poll are missing');
    const more = { ...(many ? { many } : {}), ...(closed === undefined ? {} : { closed }) };
    return {
      text: data,
      state: Object.keys(state).length > 0 ? state : null,
      ballots: { options, ...more, voters, choices },
    };
  },
  same({ body: { text, state, ballots } }, { body }) {
    return (
      state?.gone === true ||
      (text === body.text && JSON.stringify(ballotOf(ballots)) === JSON.stringify(ballotOf(body.ballots)))
    );
  },
  frame: ({ seq, name: from, member: fromId, ts, body: { text, state, ballots } }) => {
    const gone = state?.gone ? { gone: true as const } : {};
    return { type: 'poll', seq, from, fromId, data: text, ...ballotOf(ballots), ts, ...gone };
  },
  base({ seq, name: from, member: fromId, ts, body: { text, ballots } }) {
    return { type: 'broadcast', seq, from, fromId, data: pollText(text, ballots.options), ts };
  },
  item(event, asker) {
    const fields = itemFields(event, event.body, asker);
    if (fields.gone) return fields;
    const { ballots } = event.body;
    const mine = choiceOf(ballots, asker.memberId);
    return { type: 'poll', ...fields, ...fieldsOf(ballots), ...(mine.length > 0 ? { mine } : {}) };
  },
  entry: (event) => ({ type: 'poll', ...itemFields(event, event.body), ...fieldsOf(event.body.ballots) }),
  textOf: ({ text }) => text,
  told({ text, state, ballots }) {
    const mine = [...ballots.options.keys()].slice(ballots.many ? 0 : -1);
    return { data: text, state: JSON.stringify({ ...state, ...fieldsOf(ballots), mine, type: 'poll' }) };
  },
  changed(body, change) {
    return { ...changedBody(body, change), ballots: 'gone' in change ? NO_BALLOTS : body.ballots };
  },
};

function ballotOf({ options, many }: Ballots): Ballot {
  return { options, ...(many ? { many } : {}) };
}

/** The public part of the votes. */
function fieldsOf(ballots: Ballots): Ballot & Tally & { closed?: number } {
  const { closed } = ballots;
  return { ...ballotOf(ballots), ...tallyOf(ballots), ...(closed === undefined ? {} : { closed }) };
}
