/**
 * What happened in the browser profile of an earlier version. make.ts makes it happen, and former.spec.ts checks it.
 */

import { fileURLToPath } from 'node:url';

/** The archives of the profile and the rooms, and the facts about them. */
export const PROFILE = fileURLToPath(new URL('profile.tgz', import.meta.url));
export const ROOMS = fileURLToPath(new URL('rooms.tgz', import.meta.url));
export const FACTS = fileURLToPath(new URL('facts.json', import.meta.url));

/** Facts that differ each time the profile is made. */
export interface Facts {
  /** The commit whose code made it. */
  commit: string;
  /** Ana's member id. */
  memberId: string;
}

/** The page's origin, to which its databases belong. The browser is told that the test's server is there. */
export const ORIGIN = 'http://parley.localhost';

/** Browser switches that map `ORIGIN` to the server on `port`. */
export const atOrigin = (port: number): string[] => [`--host-resolver-rules=MAP parley.localhost 127.0.0.1:${port}`];

export const NAME = 'Ana';
/** A member whom Ana has muted, and his message. */
export const MUTED = { name: 'Bo', text: 'tea is for the weak' };
/** The emoji that Ana used last, with her skin tone. */
export const EMOJI = '👋🏽';
export const PASSPHRASE = 'sesame under the lime tree';

/** A room that Ana locked, with a draft. */
export const CELLAR = { room: 'cellar', stored: 'nobody hears us here', draft: 'half a thought' };
/** A room with a draft that is a reply, and with unread messages. */
export const GARDEN = {
  room: 'garden',
  stored: ['the roses are out', 'and the bees'],
  draft: 'which roses?',
  unread: ['the red ones', 'and two white ones'],
};
/** A room with an edit in progress. */
export const MILL = { room: 'mill', stored: 'the whel turns', edit: 'the wheel turns' };
/** A room with unsent messages. The room has stored `reached`, but its ack never reached Ana's browser. */
export const HARBOUR = {
  room: 'harbour',
  stored: ['all aboard', 'mind the gap'],
  reached: 'casting off',
  waiting: ['where is the pilot?', 'still waiting', 'we sail without'],
  /** A reaction to the second stored message, which is unsent as well. */
  reaction: '🎉',
};
