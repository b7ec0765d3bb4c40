/** How an address is shown, so that what one reads is where it leads. Pure. */

/** The parts of an address as typed: its host, with a port perhaps, and what stands behind that, or behind the mail address. */
const PARTS = /^(?:https?:\/\/([^/\\?#]*)|mailto:[^?#]*)(.*)$/is;

/** One script each. Of Latin, the alphabets in use: of others' letters, ɑ looks like an a, and ı like an i. */
const SCRIPTS = [
  /^[\d.a-z\u00df-\u0130\u0132-\u0137\u0139-\u017e\u01a1\u01b0\u1e00-\u1eff-]*$/,
  /^[\d.\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}-]*$/u,
  ...['Cyrl', 'Grek', 'Arab', 'Hebr', 'Deva', 'Thai'].map((script) => new RegExp(`^[\\d.\\p{scx=${script}}-]*$`, 'u')),
];
/** Letters, marks and digits: punctuation of other scripts looks like that of an address. */
const PLAIN = /^[\p{L}\p{M}\p{Nd}.-]*$/u;
const RIGHT_TO_LEFT = /[\p{scx=Arab}\p{scx=Hebr}]/u;
/** What isn't seen, looks like a blank, or turns the direction of the text behind it. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{C}\p{Z}\u2800]/gu;

/** The address as it is shown: its true host, and what was typed behind it, of which everything is seen. */
export function shownAddress(typed: string, url: URL): string {
  const [, host = '', rest = ''] = PARTS.exec(typed) ?? [];
  // A backslash ends a host as a slash does, and doesn't look like it.
  const seen = rest.toWellFormed().replace(/^\\/, '/').replace(UNSEEN, encodeURIComponent);
  return `${url.protocol}${url.host && '//'}${shownTarget(url, host, rest)}${seen}`;
}

/** Where the address leads, as it is shown behind a label: the host, or the mail address. */
export function shownHost(typed: string, url: URL): string {
  return shownTarget(url, PARTS.exec(typed)?.[1] ?? '', '');
}

/**
 * The host as the browser has it, in ASCII: there no capital I looks like an l, and no number hides an address. As typed only
 * if it can't be taken for another, and `rest` isn't drawn in front of it.
 */
function shownTarget(url: URL, typed: string, rest: string): string {
  const host = typed.toLowerCase().replace(/:\d*$/, '');
  const isPlain = PLAIN.test(host) && host === host.normalize('NFKC') && SCRIPTS.some((script) => script.test(host));
  const isTurned = RIGHT_TO_LEFT.test(host) && /[^/]/.test(url.port + rest);
  if (!isPlain || isTurned || /^[ -~]*$/.test(host)) return url.host || url.pathname;
  return url.port ? `${host}:${url.port}` : host;
}
