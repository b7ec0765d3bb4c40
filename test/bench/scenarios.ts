/** The scenarios in the order of the report. */

import type { Figures } from './figures.ts';
import { idle, reconnect, resume, talk, window } from './measure.ts';
import type { Peer } from './server/peers.ts';
import type { Settings } from './settings.ts';

export interface Scenario {
  name: string;
  title: string;
  /**
   * The largest number of runs, even if more are requested. It is small for slow scenarios whose results vary little.
   */
  maxRuns: number;
  /** The peers that are measured by default. If absent, all of them are. */
  peers?: readonly string[];
  /** Whether members return with their session. Only peers that support this are measured. */
  resumes?: true;
  measure(peer: Peer, settings: Settings): Promise<Figures>;
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'quiet',
    title: 'Quiet room: 10 members, 40 messages a second in all, one at a time',
    maxRuns: 5,
    measure: (peer, settings) => talk(peer, settings, { rooms: 1, perRoom: 10, speakers: 10, rate: 4 }),
  },
  {
    name: '50x20',
    title: '50 members, each 20 messages a second: 49,000 deliveries a second',
    maxRuns: 5,
    measure: (peer, settings) => talk(peer, settings, { rooms: 1, perRoom: 50, speakers: 50, rate: 20 }),
  },
  {
    name: '200x10',
    title: '200 members, each 10 messages a second: 398,000 deliveries a second',
    maxRuns: 5,
    measure: (peer, settings) => talk(peer, settings, { rooms: 1, perRoom: 200, speakers: 200, rate: 10 }),
  },
  {
    name: '200x25',
    title: '200 members, each 25 messages a second: 995,000 deliveries a second, saturation',
    maxRuns: 5,
    measure: (peer, settings) =>
      talk(peer, settings, { rooms: 1, perRoom: 200, speakers: 200, rate: 25, vars: { ROOM_RATE: '0' } }),
  },
  {
    name: 'speaker',
    title: 'One speaker to 2,000 members, 5 messages a second',
    maxRuns: 5,
    measure: (peer, settings) => talk(peer, settings, { rooms: 1, perRoom: 2_000, speakers: 1, rate: 5 }),
  },
  {
    name: 'rooms',
    title: '200 rooms of 10 members, each a message every 2 seconds: 9,000 deliveries a second',
    maxRuns: 3,
    measure: (peer, settings) => talk(peer, settings, { rooms: 200, perRoom: 10, speakers: 10, rate: 0.5 }),
  },
  {
    name: 'idle',
    title: '5,000 members in a room, silent except for heartbeats',
    maxRuns: 1,
    peers: ['parley', 'hub', 'bare'],
    measure: (peer, settings) => idle(peer, settings, 5_000),
  },
  {
    name: 'reconnect',
    title: '1,000 members reconnect at once',
    maxRuns: 3,
    measure: (peer, settings) => reconnect(peer, settings, 1_000),
  },
  {
    name: 'resume',
    title: '100 members come back at once and get 500 messages that they missed',
    maxRuns: 3,
    resumes: true,
    measure: (peer, settings) => resume(peer, settings, { members: 100, missed: 500 }),
  },
  {
    name: 'window',
    title: 'A newcomer in a room of 200 members gets the member list and the newest 50 messages',
    maxRuns: 1,
    peers: ['parley', 'parley-deflate'],
    // Only peers that can resume send a newcomer a window of messages.
    resumes: true,
    measure: (peer, settings) => window(peer, settings, { members: 200, messages: 50 }),
  },
];
