/** The first page: a box to open a room, and the rooms that were opened before. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isTouch } from '../state/keys.ts';
import { type RoomNameProblem, typedRoom } from '../state/room-name.ts';
import { myName, rooms } from '../state/rooms.ts';
import { go, roomPath } from '../state/route.ts';
import { unkept } from '../state/unkept.ts';
import { more } from '../words/more.ts';
import { HelpButton } from './help-button.tsx';
import { Icon } from './icon.tsx';
import { OwnName } from './own-name.tsx';
import { PageNews } from './page-news.tsx';
import { Preferences } from './preferences.tsx';
import { RoomList } from './room-list.tsx';

/** `bad`: the name in the address, if no room can have it. */
export function Home({ bad }: { bad?: string | undefined }) {
  const { value: also } = more;
  const forgets = unkept.value === 'all' || unkept.value === 'settings';
  const knownName = rooms.value.find(({ state }) => state.value?.self)?.state.value?.self?.name;
  return (
    <div class="home">
      <main>
        <p class="brand">
          <i aria-hidden="true" />
          Parley
        </p>
        <h1>{also.tagline}</h1>
        <p class="lead">{also.lead}</p>
        <PageNews />
        <JoinForm bad={bad} />
        <section class="kept" aria-labelledby="kept-title">
          <h2 id="kept-title">{also.yourRooms}</h2>
          {rooms.value.length > 0 ? <RoomList /> : <p class="none">{forgets ? also.noRoomsUnkept : also.noRooms}</p>}
        </section>
      </main>
      <footer>
        <OwnName shown={myName.value ?? knownName} />
        <Preferences>
          <HelpButton />
        </Preferences>
      </footer>
    </div>
  );
}

function JoinForm({ bad }: { bad: string | undefined }) {
  const field = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<RoomNameProblem>();
  const { value: also } = more;
  useLayoutEffect(() => {
    if (!isTouch()) field.current?.focus();
  }, []);
  const join = (): void => {
    const typed = typedRoom(field.current?.value ?? '');
    setProblem(typed.ok ? undefined : typed.problem);
    if (typed.ok) go(roomPath(typed.room));
    else field.current?.focus();
  };
  const message = problem ? also.roomProblems[problem] : bad === undefined ? undefined : also.badAddress(bad);
  return (
    <form
      class="join"
      onSubmit={(event) => {
        event.preventDefault();
        join();
      }}
    >
      <label for="room-name">{also.roomName}</label>
      <div class="join-box">
        <span aria-hidden="true">#</span>
        <input
          id="room-name"
          ref={field}
          dir="auto"
          placeholder={also.roomExample}
          defaultValue={bad}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="go"
          aria-invalid={message !== undefined}
          aria-describedby="room-problem room-hint"
        />
        <button type="submit">
          {also.join}
          <Icon name="back" />
        </button>
      </div>
      <p id="room-problem" class="problem" role="alert">
        {message}
      </p>
      <p id="room-hint" class="hint">
        {also.roomHint}
      </p>
    </form>
  );
}
