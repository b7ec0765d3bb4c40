/** The home page: a form to open a room, and the list of known rooms. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Route } from '../../../protocol/room-path.ts';
import { roomPath } from '../../../protocol/room-path.ts';
import { UNSEEN } from '../../../protocol/text.ts';
import { myName, rooms } from '../../state/rooms.ts';
import { go } from '../../state/route.ts';
import { limitMarks } from '../../text/combining-marks.ts';
import { isTouch } from '../../ui/enter-key.ts';
import { Icon } from '../../ui/icon.tsx';
import { Toast } from '../../ui/toast.tsx';
import { HelpButton } from '../commands/help-button.tsx';
import { PageNews } from '../connection/page-news.tsx';
import { unkept } from '../connection/storage-warnings.ts';
import { OwnName } from '../identity/own-name.tsx';
import { Preferences } from '../preferences/preferences.tsx';
import { NewsList } from './news-list.tsx';
import { nearestRoom, type RoomNameProblem, typedRoom } from './typed-room.ts';
import { words } from './words.ts';

/** The part of a wrong address that is shown: as many characters as a room name may have. */
const RAW_CHARS = 64;
const HIDDEN = new RegExp(`[\\p{C}${UNSEEN}]`, 'gu');

/** @param route where the address leads, which may be nowhere */
export function Home({ route }: { route: Route }) {
  const { value: texts } = words;
  const knownName = rooms.value.find(({ state }) => state.value?.self)?.state.value?.self?.name;
  const hasRooms = rooms.value.length > 0;
  // People who have rooms come for the list. People at a wrong address want to open another room.
  const isListFirst = hasRooms && !('raw' in route);
  return (
    <div class="home">
      <main>
        <p class="brand">
          <i aria-hidden="true" />
          Parley
        </p>
        {!hasRooms && <h1>{texts.tagline}</h1>}
        {!hasRooms && <p class="lead">{texts.lead}</p>}
        <PageNews />
        {isListFirst && <YourRooms />}
        <JoinForm route={route} />
        {!isListFirst && <YourRooms />}
      </main>
      <Toast />
      <footer>
        <OwnName shown={myName.value ?? knownName} />
        <Preferences>
          <HelpButton />
        </Preferences>
      </footer>
    </div>
  );
}

/** A wrong address for display: shortened, and isolated from the text direction of the sentence around it. */
function shownRaw(raw: string): string {
  const seen = limitMarks(raw.replace(HIDDEN, ''));
  return `\u2068${seen.length > RAW_CHARS ? `${seen.slice(0, RAW_CHARS).toWellFormed()}…` : seen}\u2069`;
}

function YourRooms() {
  const { value: texts } = words;
  const hasRooms = rooms.value.length > 0;
  const forgets = unkept.value === 'all' || unkept.value === 'settings';
  // Without the introduction, this is the page's first heading.
  const Title = hasRooms ? 'h1' : 'h2';
  return (
    <section class="kept" aria-labelledby="kept-title">
      <Title id="kept-title">{texts.yourRooms}</Title>
      {hasRooms ? <NewsList /> : <p class="none">{forgets ? texts.noRoomsUnkept : texts.noRooms}</p>}
    </section>
  );
}

function JoinForm({ route }: { route: Route }) {
  const field = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<RoomNameProblem>();
  const { value: texts } = words;
  useLayoutEffect(() => {
    if (!isTouch()) field.current?.focus({ preventScroll: true });
  }, []);
  const join = (): void => {
    const typed = typedRoom(field.current?.value ?? '');
    setProblem(typed.ok ? undefined : typed.problem);
    if (typed.ok) go(roomPath(typed.room));
    else field.current?.focus();
  };
  const near = 'raw' in route ? nearestRoom(route.raw) : '';
  const message = problem
    ? texts.roomProblems[problem]
    : 'raw' in route && texts.badAddress({ kind: route.kind, raw: shownRaw(route.raw) }, near);
  return (
    <form
      class="join"
      onSubmit={(event) => {
        event.preventDefault();
        join();
      }}
    >
      <label for="room-name">{texts.roomName}</label>
      <div class="join-box">
        <span aria-hidden="true">#</span>
        <input
          id="room-name"
          ref={field}
          dir="auto"
          placeholder={texts.roomExample}
          defaultValue={near}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="go"
          aria-invalid={problem !== undefined}
          aria-describedby="room-problem room-hint"
        />
        <button type="submit">
          {texts.join}
          <Icon name="back" />
        </button>
      </div>
      <p id="room-problem" class="problem" role="alert">
        {message}
      </p>
      <p id="room-hint" class="hint">
        {texts.roomHint}
      </p>
    </form>
  );
}
