/** Development only: the page in each of its states, chosen by `?state=`, for pictures and for axe. Not in the build. */

import { render } from 'preact';
import type { RoomState } from '../../client/index.ts';
import { Home } from '../parts/home.tsx';
import { Overlays } from '../parts/lazy-overlay.tsx';
import { type Overlay, overlay, spotOf } from '../parts/overlay.ts';
import { RoomPage } from '../parts/room-page.tsx';
import { edit } from '../state/actions.ts';
import { late } from '../state/late.ts';
import { muted } from '../state/muted.ts';
import { newBuild } from '../state/renewal.ts';
import { Room } from '../state/room.ts';
import { myName, rooms } from '../state/rooms.ts';
import { route } from '../state/route.ts';
import { startTheme } from '../state/theme.ts';
import { startWords } from '../words/index.ts';
import { EMPTY, ENDED, FAILED, FULL, LOCKED, MODERATED, OFFLINE, SILENCED } from './states.ts';

interface State {
  room?: RoomState;
  /** The first page: with a bad address, or without. */
  home?: { bad?: string };
  prepare?: (room: Room) => void;
  overlay?: (room: Room) => Overlay;
}

const MIDDLE = spotOf(undefined);

const STATES: Record<string, State> = {
  home: { home: {} },
  'home-bad': { home: { bad: 'two words' } },
  empty: { room: EMPTY },
  nameless: {
    room: FULL,
    prepare() {
      myName.value = undefined;
    },
  },
  full: { room: FULL },
  reply: { room: FULL, prepare: (room) => room.write({ kind: 'reply', to: 403 }) },
  edit: { room: FULL, prepare: (room) => edit(room, 406) },
  muted: {
    room: FULL,
    prepare() {
      muted.value = new Set(['lei']);
    },
  },
  failed: { room: FAILED },
  offline: { room: OFFLINE },
  outdated: {
    room: FULL,
    prepare() {
      newBuild.value = 'next';
    },
  },
  ended: { room: ENDED },
  menu: { room: FULL, overlay: (room) => ({ kind: 'menu', room, seq: 406, at: MIDDLE }) },
  react: { room: FULL, overlay: (room) => ({ kind: 'react', room, seq: 402, at: MIDDLE }) },
  emoji: { room: FULL, overlay: () => ({ kind: 'emoji', at: MIDDLE, pick() {} }) },
  delete: { room: FULL, overlay: (room) => ({ kind: 'delete', room, seq: 406 }) },
  leave: { room: OFFLINE, overlay: (room) => ({ kind: 'leave', room, act() {} }) },
  reactions: { room: FULL, overlay: (room) => ({ kind: 'reactions', room, seq: 402 }) },
  share: { room: FULL, overlay: (room) => ({ kind: 'share', room }) },
  notify: { room: FULL, overlay: (room) => ({ kind: 'notify', room }) },
  moderated: { room: MODERATED },
  silenced: { room: SILENCED },
  locked: { room: LOCKED },
  person: { room: MODERATED, overlay: (room) => ({ kind: 'person', room, id: 'lei', at: MIDDLE }) },
  restrain: { room: MODERATED, overlay: (room) => ({ kind: 'restrain', room, id: 'lei', action: 'ban' }) },
  settings: { room: MODERATED, overlay: (room) => ({ kind: 'settings', room }) },
  'room-menu': { room: MODERATED, overlay: (room) => ({ kind: 'room', room, at: MIDDLE }) },
  switch: { room: FULL, overlay: () => ({ kind: 'switch' }) },
  search: { room: FULL, overlay: (room) => ({ kind: 'search', room }) },
  help: { room: FULL, overlay: () => ({ kind: 'help' }) },
  copy: { room: FULL, overlay: () => ({ kind: 'copy', text: 'What could not be copied' }) },
};

async function start(root: HTMLElement): Promise<void> {
  const query = new URLSearchParams(location.search);
  const state = STATES[query.get('state') ?? ''];
  document.documentElement.dir = query.get('dir') ?? 'ltr';
  startTheme();
  await startWords();
  late.value = await import('../late.ts');
  if (!state) {
    root.textContent = Object.keys(STATES).join(' ');
    return;
  }
  const room = new Room('general', Date.now());
  const other = new Room('聊天室', Date.now());
  rooms.value = [room, other];
  if (state.room) {
    room.state.value = state.room;
    room.readUpTo(404);
    other.state.value = { ...FULL, room: '聊天室' };
    other.read.value = { epoch: 'e', seq: 402 };
    myName.value = 'Mira';
    route.value = { kind: 'room', room: 'general' };
    state.prepare?.(room);
    overlay.value = state.overlay?.(room);
  }
  const page = state.home ? <Home bad={state.home.bad} /> : <RoomPage room={room} />;
  render(
    <>
      {page}
      <Overlays />
    </>,
    root,
  );
}

const root = document.getElementById('app');
if (root) start(root);
