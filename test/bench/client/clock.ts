/** One clock for all processes of a machine, and texts that carry the time at which they were sent. */

/** Microseconds since the machine started (CLOCK_MONOTONIC), the same in every process. */
export function micros(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

/** A realistic line of chat, about 70 characters with its timestamp. */
const WORDS = 'the quick brown fox jumps over the lazy dog, and so on and on';

/** The text of a message that is sent now. */
export function stamped(): string {
  return `${micros()} ${WORDS}`;
}

/** When a text was sent, in `micros`; `undefined` if it isn't from this load generator. */
export function stampOf(text: string): number | undefined {
  const stamp = Number.parseInt(text, 10);
  return text.endsWith(WORDS) && Number.isSafeInteger(stamp) ? stamp : undefined;
}
