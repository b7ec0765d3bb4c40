/**
 * Polls in a real room under random schedules of several members, checked against a plain model after each step: the
 * counts are right, replays and history agree, a closed or deleted poll takes no vote, and nobody learns what another
 * member chose.
 */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Act, OPTIONS, PollModel } from './poll-model.ts';
import { bounded, expectNoSecrets, Watcher } from './poll-watcher.ts';
import { evict, freshRoom, joinBase, type Peer } from './support.ts';

/** Schedules in one run. A failure prints the seed and the smallest failing schedule. */
const SCHEDULES = 40;

const OLIVIA = 'olivia0000000000';
const MO = 'mo00000000000000';
const ANA = 'ana0000000000000';
const VIC = 'vic0000000000000';
/** The member of each session. Vic has two. Olivia owns the room, and Mo is a moderator. */
const SESSIONS = [OLIVIA, MO, ANA, VIC, VIC];

type Step =
  | { who: number; act: Act }
  | { do: 'cut' | 'repeat'; who: number }
  | { do: 'mute' | 'unmute' | 'ban' | 'unban'; member: string }
  /** `resume`: all that were cut come back. */
  | { do: 'resume' | 'evict' };

const who = fc.nat(SESSIONS.length - 1);
const nth = fc.nat(2);
const member = fc.constantFrom(MO, ANA, VIC);
/** Positions of options, the last of which doesn't exist. */
const choice = fc.uniqueArray(fc.nat(OPTIONS.length), { maxLength: 2 }).map((all) => all.toSorted((a, b) => a - b));
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const), many: fc.boolean() }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('vote' as const), nth, choice }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('close', 'delete'), nth }) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ who, act }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('cut', 'repeat'), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('mute', 'unmute', 'ban', 'unban'), member }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('resume', 'resume', 'evict') }) },
);

/** Reaches every outcome, however the random schedules turn out. */
const EVERY_OUTCOME: Step[] = [
  { who: 2, act: { do: 'vote', nth: 0, choice: [0] } },
  { who: 2, act: { do: 'vote', nth: 0, choice: [0] } },
  { who: 2, act: { do: 'vote', nth: 0, choice: [OPTIONS.length] } },
  { do: 'repeat', who: 2 },
  { do: 'mute', member: ANA },
  { who: 2, act: { do: 'vote', nth: 0, choice: [1] } },
  { do: 'cut', who: 3 },
  { do: 'resume' },
  { who: 3, act: { do: 'close', nth: 0 } },
  { who: 0, act: { do: 'delete', nth: 0 } },
  { who: 3, act: { do: 'vote', nth: 0, choice: [0] } },
];

/** How often the schedules of a run reached each outcome. */
const total = {
  stored: 0,
  unchanged: 0,
  muted: 0,
  forbidden: 0,
  not_found: 0,
  bad_request: 0,
  repeated: 0,
  resumed: 0,
};

class Schedule {
  readonly #room = freshRoom();
  readonly #model = new PollModel();
  readonly #sessions = SESSIONS.map((id, n) => new Watcher(this.#room, id, `session-${n}`, this.#model));
  readonly #banned = new Set<string>();
  #base: Peer | undefined;

  async start(): Promise<void> {
    await this.#sessions[0]?.connect();
    await this.#do({ who: 0, act: { do: 'ask', many: true } });
    for (const session of this.#sessions) await session.connect();
    await this.#moderate({ action: 'role', who: MO, role: 'moderator' });
    this.#model.moderators.add(OLIVIA).add(MO);
    this.#base = await bounded('a base client', joinBase(this.#room));
  }

  /** Takes a step, and checks that every session then sees what the model says. */
  async step(step: Step): Promise<void> {
    await this.#do(step);
    for (const session of this.#sessions) await session.listen();
    for (const session of this.#sessions) await session.compare();
  }

  /** Reconnects every session at the end, and checks that all of them see the same. */
  async end(): Promise<void> {
    for (const id of this.#banned) await this.#moderate({ action: 'unban', who: id });
    for (const session of this.#sessions) await session.connect();
    for (const session of this.#sessions) await session.compare();
    await bounded('the base client', this.#base?.settled() ?? Promise.resolve());
    for (const frame of this.#base?.frames ?? []) {
      expect(['vote', 'ack', 'poll', 'close']).not.toContain(frame.type);
      expectNoSecrets(frame, () => false);
    }
    this.#base?.close(1000);
    for (const session of this.#sessions) await session.cut();
  }

  async #do(step: Step): Promise<void> {
    if ('act' in step) return this.#act(step.who, step.act);
    if ('member' in step) return this.#restrain(step.do, step.member);
    if (!('who' in step))
      // `evict` rejects if the room is already asleep.
      return step.do === 'resume' ? this.#resume() : evict(this.#room).catch(() => undefined);
    const session = this.#sessions[step.who];
    if (step.do === 'cut') await session?.cut();
    else if (session?.peer) await this.#repeat(session);
  }

  async #resume(): Promise<void> {
    for (const session of this.#sessions) {
      if (session.peer || this.#banned.has(session.member)) continue;
      await session.connect();
      total.resumed++;
    }
  }

  async #act(who: number, act: Act): Promise<void> {
    const session = this.#sessions[who];
    if (!session?.peer) return;
    const { head: again, member: id } = session;
    const expected = this.#model.judge(id, act);
    const ref = act.do === 'ask' ? 0 : this.#model.seqOf(act.nth);
    const { answer, frame } = await session.send(frameOf(act, ref));
    total[expected]++;
    if (expected !== 'stored')
      return expect(answer).toMatchObject(
        expected === 'unchanged' ? { type: 'ack', seq: ref, dup: true } : { type: 'error', code: expected },
      );
    if (answer.type !== 'ack') throw new Error(`not stored: ${JSON.stringify({ act, answer })}`);
    this.#model.apply(answer.seq, id, act);
    session.sent.push({ seq: answer.seq, frame, again, act });
  }

  /** Sends the last stored event again. It is acknowledged whatever has happened since. */
  async #repeat(session: Watcher): Promise<void> {
    const last = session.sent.at(-1);
    if (!last) return;
    total.repeated++;
    const { seq, frame, again } = last;
    expect(await session.answerTo({ ...frame, again })).toMatchObject({
      type: 'ack',
      seq,
      dup: true,
    });
  }

  async #restrain(action: 'mute' | 'unmute' | 'ban' | 'unban', id: string): Promise<void> {
    const { muted, moderators } = this.#model;
    const isDone = {
      mute: muted.has(id),
      unmute: !muted.has(id),
      ban: this.#banned.has(id),
      unban: !this.#banned.has(id),
    };
    if (isDone[action] || !this.#sessions[0]?.peer) return;
    await this.#moderate({ action, who: id });
    if (action === 'mute') muted.add(id);
    if (action === 'unmute') muted.delete(id);
    if (action === 'unban') this.#banned.delete(id);
    if (action !== 'ban') return;
    this.#banned.add(id);
    moderators.delete(id);
    for (const session of this.#sessions) if (session.member === id) await session.sentAway();
  }

  async #moderate(data: object): Promise<void> {
    const olivia = this.#sessions[0];
    await olivia?.connect();
    const { answer } = (await olivia?.send({ type: 'mod', data })) ?? {};
    expect(answer).toMatchObject({ type: 'ack' });
  }
}

function frameOf(act: Act, ref: number): object {
  switch (act.do) {
    case 'ask':
      return { type: 'poll', data: 'Lunch?', options: OPTIONS, ...(act.many ? { many: true } : {}) };
    case 'vote':
      return { type: 'vote', ref, choice: act.choice };
    default:
      return { type: act.do, ref };
  }
}

it('B55: every poll is right and every vote secret in every random schedule', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), async (steps) => {
      const schedule = new Schedule();
      await schedule.start();
      for (const step of steps) await schedule.step(step);
      await schedule.end();
    }),
    { numRuns: SCHEDULES, endOnFailure: false, examples: [[EVERY_OUTCOME]] },
  );
  // Guards against schedules that exercise nothing. The random ones store several events each.
  expect(total.stored).toBeGreaterThan(2 * SCHEDULES);
  for (const [what, times] of Object.entries(total)) expect([what, times > 0]).toEqual([what, true]);
});
