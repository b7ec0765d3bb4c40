/** What happened in the browser profile of a former version: make.ts makes it so, former.spec.ts finds it so. */

import { fileURLToPath } from 'node:url';

/** Where profile and rooms are kept, packed, with what is known of them. */
export const PROFILE = fileURLToPath(new URL('profile.tgz', import.meta.url));
export const ROOMS = fileURLToPath(new URL('rooms.tgz', import.meta.url));
export const FACTS = fileURLToPath(new URL('facts.json', import.meta.url));

/** What differs each time the profile is made. */
export interface Facts {
  /** The commit whose code made it. */
  commit: string;
  /** Ana's member id. */
  memberId: string;
}

/** The page's origin: its databases belong to that. The browser is told that any server of a test is there. */
export const ORIGIN = 'http://parley.localhost';

/** Switches of a browser for which the server on `port` is at `ORIGIN`. */
export const atOrigin = (port: number): string[] => [`--host-resolver-rules=MAP parley.localhost 127.0.0.1:${port}`];

export const NAME = 'Ana';
/** Somebody whom Ana has muted, and what he said. */
export const MUTED = { name: 'Bo', text: 'tea is for the weak' };
/** The emoji that Ana used last, with her skin tone. */
export const EMOJI = '👋🏽';
export const PASSPHRASE = 'sesame under the lime tree';

/** Locked by Ana, with a draft. */
export const CELLAR = { room: 'cellar', stored: 'nobody hears us here', draft: 'half a thought' };
/** With a draft that is a reply, and messages that Ana hasn't read. */
export const GARDEN = {
  room: 'garden',
  stored: ['the roses are out', 'and the bees'],
  draft: 'which roses?',
  unread: ['the red ones', 'and two white ones'],
};
/** With an edit under way. */
export const MILL = { room: 'mill', stored: 'the whel turns', edit: 'the wheel turns' };
/** With what waits to be sent: `reached` is stored by the room, which Ana's browser never learned. */
export const HARBOUR = {
  room: 'harbour',
  stored: ['all aboard', 'mind the gap'],
  reached: 'casting off',
  waiting: ['where is the pilot?', 'still waiting', 'we sail without'],
  /** A reaction to the second stored message, which waits as well. */
  reaction: '🎉',
};
