/**
 * The colours of the people in a room. Each colour is as far from the others as possible and never changes. It is
 * derived from the member's id, so that most members have the same colour on every page.
 */

import type { Message } from '../../client/index.ts';

/** The number of steps around the colour wheel. Neighbouring steps must still be distinguishable. */
const STEPS = 18;

/** The people known in a room. */
interface Known {
  messages: readonly Pick<Message, 'fromId'>[];
  members: ReadonlyMap<string, unknown>;
}

export class Hues {
  readonly #known: () => Known | undefined;
  /** Steps by member id. */
  readonly #given = new Map<string, number>();
  /** The steps in use. Once all are, each may be used a second time. */
  #taken: number[] = [];
  /** The members that already have a colour. Members who arrive together get theirs in one pass. */
  #last: Known | undefined;

  constructor(known: () => Known | undefined) {
    this.#known = known;
  }

  /** The hue of a member in degrees, the same for as long as the page is open. */
  of(id: string): number {
    // Before the reader's own id is known, unsent messages have no author.
    if (id === '') return 0;
    if (!this.#given.has(id)) this.#giveAll();
    return (this.#give(id) * 360) / STEPS;
  }

  /**
   * Gives colours in an order that other pages share: first to authors, then to members who are present, if there are
   * enough colours.
   */
  #giveAll(): void {
    const known = this.#known();
    if (!known || known === this.#last) return;
    this.#last = known;
    for (const { fromId } of known.messages) this.#give(fromId);
    if (known.members.size <= STEPS) for (const id of [...known.members.keys()].sort()) this.#give(id);
  }

  #give(id: string): number {
    const had = this.#given.get(id);
    if (had !== undefined) return had;
    if (this.#taken.length === STEPS) this.#taken = [];
    const step = free(ownStep(id), this.#taken);
    this.#given.set(id, step);
    this.#taken.push(step);
    return step;
  }
}

/** The step of a member who doesn't share the room with others. */
function ownStep(memberId: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < memberId.length; index++)
    hash = Math.imul(hash ^ memberId.charCodeAt(index), 16_777_619) >>> 0;
  return hash % STEPS;
}

/**
 * Returns `own` unless it is too close to the steps in use: at most half as far as possible. Otherwise returns the next
 * step that is as far away as possible.
 */
function free(own: number, taken: readonly number[]): number {
  const room = (step: number): number => Math.min(STEPS, ...taken.map((other) => distance(step, other)));
  const steps = Array.from({ length: STEPS }, (_, index) => (own + index) % STEPS);
  const best = Math.max(...steps.map(room));
  return room(own) * 2 > best ? own : (steps.find((step) => room(step) === best) ?? own);
}

function distance(a: number, b: number): number {
  const apart = Math.abs(a - b);
  return Math.min(apart, STEPS - apart);
}
