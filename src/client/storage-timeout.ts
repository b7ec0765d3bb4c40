/** How long is waited for what the browser keeps: some never answer, and talking goes before remembering. */

/** A slow disk answers well within this. Milliseconds. */
export const STORAGE_PATIENCE_MS = 3_000;

/** Something was waited for in vain, and nothing has been answered since: nobody waits as long again. */
let isSilent = false;

/** Longer for the key: giving up on it makes a member a guest for as long as the page is open. Milliseconds. */
export const KEY_PATIENCE_MS = 10_000;

/** What the storage brings as `answer`. @throws if it fails, or takes longer than `KEY_PATIENCE_MS` */
export async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const kept = await orElse(
    answer.then((value) => ({ value })),
    undefined,
    KEY_PATIENCE_MS,
  );
  if (!kept) throw new Error('The storage failed, or did not answer in time.');
  return kept.value;
}

/** What the storage brings as `answer`, or `otherwise` if it fails or takes too long. Never rejects. */
export function orElse<Answer, Otherwise>(
  answer: Promise<Answer>,
  otherwise: Otherwise,
  patienceMs = isSilent ? 0 : STORAGE_PATIENCE_MS,
): Promise<Answer | Otherwise> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      isSilent = true;
      resolve(otherwise);
    }, patienceMs);
    const settle = (result: Answer | Otherwise): void => {
      clearTimeout(timer);
      isSilent = false;
      resolve(result);
    };
    answer.then(settle, () => settle(otherwise));
  });
}
