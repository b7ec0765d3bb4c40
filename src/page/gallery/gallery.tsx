/** Development only: renders the page in the state chosen by `?state=`, for screenshots and axe. Not part of the build. */

import { render } from 'preact';
import { type Answer, RoomClient, type RoomState } from '../../client/index.ts';
import type { Route } from '../../protocol/room-path.ts';
import { helpDialog } from '../features/commands/overlays.ts';
import { edit } from '../features/composer/editing.ts';
import { newBuild } from '../features/connection/renewal.ts';
import { emojiPopup } from '../features/emoji/overlays.ts';
import { unlockDialog } from '../features/lock/overlays.ts';
import { personMenu } from '../features/members/overlays.ts';
import { contextDialog, deleteDialog, messageMenu } from '../features/messages/overlays.ts';
import { auditDialog, restrainDialog, settingsDialog } from '../features/moderation/overlays.ts';
import { notifyDialog } from '../features/notifications/overlays.ts';
import { pollDialog } from '../features/polls/overlays.ts';
import { startTheme } from '../features/preferences/theme.ts';
import { reactionPopup, reactionsDialog } from '../features/reactions/overlays.ts';
import { Home } from '../features/rooms/home.tsx';
import { leaveDialog, roomMenu, switchDialog } from '../features/rooms/overlays.ts';
import { searchDialog } from '../features/search/overlays.ts';
import { shareDialog } from '../features/sharing/overlays.ts';
import { Overlays } from '../shell/overlays.tsx';
import { RoomPage } from '../shell/room-page.tsx';
import { drafts } from '../state/drafts.ts';
import { startLanguage } from '../state/language.ts';
import { muted } from '../state/muted.ts';
import { Room } from '../state/room.ts';
import { myName, rooms } from '../state/rooms.ts';
import { route } from '../state/route.ts';
import { copyDialog } from '../ui/copy-text.ts';
import { popupAnchorOf } from '../ui/popup-anchor.ts';
import type { StateName } from './list.ts';
import { put } from './put.ts';
import {
  ACTS,
  BANNED,
  CROWDED,
  EMPTY,
  ENDED,
  FAILED,
  FULL,
  LOCKED,
  LONG,
  MODERATED,
  OFFLINE,
  POLLS,
  QUOTED,
  REPLACED,
  SILENCED,
} from './states.ts';

interface State {
  room?: RoomState;
  /** The home page at an address. */
  home?: Route;
  prepare?: (room: Room) => void;
  /** Opens an overlay. */
  open?: (room: Room) => void;
  /** Runs once the state is on the screen. */
  act?: () => void;
}

const MIDDLE = popupAnchorOf(undefined);

/** A client without a connection. Every request, which would fail, is answered with `frame`. */
function answering(frame: Answer): RoomClient {
  const client = new RoomClient({ url: location.origin, room: 'general' });
  const { questions } = client.parts;
  questions.fail = () => {
    for (const done of [...questions.waiting.values()]) done({ ok: true, frame });
  };
  return client;
}

/** Clicks the first element that matches `selector`, if there is one. */
function press(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

const STATES: Record<StateName, State> = {
  home: { home: { kind: 'home' } },
  'home-bad': { home: { kind: 'bad', raw: 'two words' } },
  empty: { room: EMPTY },
  nameless: {
    room: FULL,
    prepare() {
      myName.value = undefined;
    },
  },
  full: { room: FULL },
  reply: { room: FULL, prepare: (room) => room.composition.reply(403) },
  edit: { room: FULL, prepare: (room) => edit(room, 406) },
  completion: { room: FULL, prepare: ({ name }) => drafts.set(name, '@') },
  problem: {
    room: FULL,
    prepare: ({ name }) => drafts.set(name, '/nothing of the kind'),
    act: () => press('.send'),
  },
  'too-long': { room: FULL, prepare: ({ name }) => drafts.set(name, 'on and on '.repeat(401)) },
  long: { room: LONG },
  muted: {
    room: QUOTED,
    prepare() {
      muted.value = new Set(['lei']);
    },
  },
  polls: { room: POLLS },
  'poll-form': {
    room: FULL,
    open: (room) => pollDialog.open({ room, draft: { question: 'Lunch?', options: ['Soup'], many: false } }),
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
  banned: { room: BANNED },
  replaced: { room: REPLACED },
  crowded: { room: CROWDED },
  menu: { room: FULL, open: (room) => messageMenu.open({ room, seq: 406, at: MIDDLE }) },
  react: { room: FULL, open: (room) => reactionPopup.open({ room, seq: 402, at: MIDDLE }) },
  emoji: { room: FULL, open: () => emojiPopup.open({ at: MIDDLE, pick() {} }) },
  delete: { room: FULL, open: (room) => deleteDialog.open({ room, seq: 406 }) },
  leave: { room: OFFLINE, open: (room) => leaveDialog.open({ room, act() {} }) },
  reactions: { room: FULL, open: (room) => reactionsDialog.open({ room, seq: 402 }) },
  context: {
    room: FULL,
    prepare: (room) => {
      put(
        room.client,
        answering({
          type: 'history',
          data: [...QUOTED.messages],
          first: 401,
          last: 410,
          more: false,
        }),
      );
    },
    open: (room) => contextDialog.open({ room, seq: 403 }),
  },
  members: {
    room: MODERATED,
    act: () => {
      if (innerWidth < 1_024) press('.members-toggle');
    },
  },
  share: { room: FULL, open: (room) => shareDialog.open({ room }) },
  notify: { room: FULL, open: (room) => notifyDialog.open({ room }) },
  moderated: { room: MODERATED },
  silenced: { room: SILENCED },
  locked: { room: LOCKED },
  unlock: { room: LOCKED, open: (room) => unlockDialog.open({ room }) },
  person: { room: MODERATED, open: (room) => personMenu.open({ room, id: 'lei', at: MIDDLE }) },
  restrain: { room: MODERATED, open: (room) => restrainDialog.open({ room, id: 'lei', action: 'ban' }) },
  settings: { room: MODERATED, open: (room) => settingsDialog.open({ room }) },
  audit: {
    room: MODERATED,
    prepare: (room) => {
      put(room.client, answering(ACTS));
    },
    open: (room) => auditDialog.open({ room }),
  },
  'room-menu': { room: MODERATED, open: (room) => roomMenu.open({ room, at: MIDDLE }) },
  switch: { room: FULL, open: () => switchDialog.open({}) },
  search: { room: FULL, open: (room) => searchDialog.open({ room }) },
  help: { room: FULL, open: () => helpDialog.open({}) },
  copy: { room: FULL, open: () => copyDialog.open({ text: 'What could not be copied' }) },
};

async function start(root: HTMLElement): Promise<void> {
  const query = new URLSearchParams(location.search);
  const state = Object.entries<State>(STATES).find(([name]) => name === query.get('state'))?.[1];
  document.documentElement.dir = query.get('dir') ?? 'ltr';
  startTheme();
  const [{ fillSlots }, { AROUND }] = await Promise.all([import('../late.ts'), import('../around.ts')]);
  // Afterwards, so that the words of the late part are in the chosen language as well.
  await startLanguage();
  await fillSlots(AROUND);
  if (!state) {
    root.textContent = Object.keys(STATES).join(' ');
    return;
  }
  const room = new Room('general', Date.now());
  const other = new Room('聊天室', Date.now());
  rooms.value = [room, other];
  if (state.room) {
    put(room.state, state.room);
    room.readUpTo(404);
    put(other.state, { ...FULL, room: '聊天室' });
    other.record.adoptMark({ epoch: 'e', seq: 402 });
    myName.value = 'Mira';
    route.value = { kind: 'room', room: 'general' };
    // Another state may have left a draft.
    drafts.set(room.name, '');
    state.prepare?.(room);
    state.open?.(room);
  }
  const page = state.home ? <Home route={state.home} /> : <RoomPage room={room} />;
  render(
    <>
      {page}
      <Overlays />
    </>,
    root,
  );
  setTimeout(() => state.act?.());
}

const root = document.getElementById('app');
if (root) start(root);
