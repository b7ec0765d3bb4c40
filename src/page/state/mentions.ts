/** Who a text calls by name: `@Ana`, of the names in the room. Pure. */

/** A stretch of text; `name` where it calls somebody. */
export interface Stretch {
  text: string;
  name?: string;
}

/** Cuts `text` at its mentions of `names`. Of two names that both fit the longer one is meant. */
export function splitMentions(text: string, names: readonly string[]): Stretch[] {
  const stretches: Stretch[] = [];
  let done = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    // The @ of a mail address calls nobody.
    if (/[a-z\d._%+-]/i.test(text[at - 1] ?? '')) continue;
    const name = nameAt(text, at + 1, names);
    if (name === undefined) continue;
    if (at > done) stretches.push({ text: text.slice(done, at) });
    done = at + 1 + name.length;
    stretches.push({ text: text.slice(at, done), name });
    at = done - 1;
  }
  if (done < text.length) stretches.push({ text: text.slice(done) });
  return stretches;
}

/** Whether `text` calls one of `mine`; `names` are all names in the room, for `@Anabel` doesn't call Ana. */
export function calls(text: string, mine: readonly string[], names: readonly string[]): boolean {
  if (!text.includes('@')) return false;
  return splitMentions(text, [...mine, ...names]).some(({ name }) => name !== undefined && mine.includes(name));
}

function nameAt(text: string, from: number, names: readonly string[]): string | undefined {
  let found: string | undefined;
  for (const name of names) {
    if (name.length <= (found?.length ?? 0)) continue;
    const written = text.slice(from, from + name.length);
    if (written !== name && written.toLocaleLowerCase() !== name.toLocaleLowerCase()) continue;
    if (endsWord(written, text.slice(from + name.length, from + name.length + 2))) found = name;
  }
  return found;
}

/** Chinese goes on without a space: there a name ends where it ends. */
const WORD = /^[[\p{L}\p{N}\p{M}_]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]/v;

function endsWord(name: string, next: string): boolean {
  return !WORD.test(next) || !WORD.test(name.at(-1) ?? '');
}
