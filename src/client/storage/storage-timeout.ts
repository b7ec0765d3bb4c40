/**
 * Time limits for reading from browser storage. Some storage never answers, and being able to send matters more than
 * old data.
 */

/** Milliseconds. Even a slow disk answers well within this time. */
export const STORAGE_PATIENCE_MS = 3_000;

/** Milliseconds. Longer for the key, because giving up makes the member a guest for as long as the page is open. */
export const KEY_PATIENCE_MS = 10_000;

/** The answer of the storage. @throws if it fails or takes longer than `KEY_PATIENCE_MS` */
export async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const kept = await orElse(
    answer.then((value) => ({ value })),
    undefined,
    KEY_PATIENCE_MS,
  );
  if (!kept) throw new Error('The storage didn’t answer.');
  return kept.value;
}

/** The answer of the storage, or `otherwise` if it fails or takes too long. Never rejects. */
export function orElse<Answer, Otherwise>(
  answer: Promise<Answer>,
  otherwise: Otherwise,
  patienceMs = STORAGE_PATIENCE_MS,
): Promise<Answer | Otherwise> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs, otherwise);
    answer.then(resolve, () => resolve(otherwise)).finally(() => clearTimeout(timer));
  });
}
