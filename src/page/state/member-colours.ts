/**
 * The colours of the people in one room: each as far from the others as can be, and for good. A member's id says which one they
 * would have, so that most have the same on every page.
 */

import type { Message } from '../../client/index.ts';

/** Steps around the colour wheel: neighbours must still be told apart. */
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
  /** The steps that are taken. Once all are, each is given once more. */
  #taken: number[] = [];
  /** The members that already have a colour. Members who arrive together get theirs in one pass. */
  #last: Known | undefined;

  constructor(known: () => Known | undefined) {
    this.#known = known;
  }

  /** The hue of a member in degrees, the same for as long as the page is open. */
  of(id: string): number {
    // What is sent before one knows who one is has no author yet.
    if (id === '') return 0;
    if (!this.#given.has(id)) this.#giveAll();
    return (this.#give(id) * 360) / STEPS;
  }

  /** In an order that other pages have, too: those who wrote, and then those who are here, if there is a colour for each. */
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

/** The one that a member has alone. */
function ownStep(memberId: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < memberId.length; index++)
    hash = Math.imul(hash ^ memberId.charCodeAt(index), 16_777_619) >>> 0;
  return hash % STEPS;
}

/** `own`, unless it is at most half as far from those taken as a step can be; then the next one that is as far as can be. */
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
