/** Requests to the server: functions of a client, so that a page can load them after its first paint. */

import type { NameRequest } from '../../protocol/requests.ts';
import type { CoreClient } from '../core-client.ts';
import { newId } from '../identity/session.ts';
import type { Answer, Question, Reply, Request } from './pending-questions.ts';

/** The server drops excess requests without an answer, so the wait must end. */
const ANSWER_MS = 15_000;

/** See `RoomClient.request`. */
export function request(client: CoreClient, question: Question): Promise<Reply<Answer>> {
  return ask(client, { ...question, id: newId() });
}

/** Like `request`, with an id. The room answers a `name` only if it refuses the name. */
export function ask({ parts }: CoreClient, frame: Request | (NameRequest & { id: string })): Promise<Reply<Answer>> {
  const { clock, questions, send, store } = parts;
  const answer = new Promise<Reply<Answer>>((resolve) => {
    const cancel = clock.after(ANSWER_MS, () =>
      done({ ok: false, code: 'timeout', text: 'The server did not answer.' }),
    );
    const done = (reply: Reply<Answer>) => {
      cancel();
      questions.waiting.delete(frame.id);
      resolve(reply);
    };
    questions.waiting.set(frame.id, done);
  });
  if (store.state.link.status === 'live') send(frame);
  else questions.fail();
  return answer;
}
