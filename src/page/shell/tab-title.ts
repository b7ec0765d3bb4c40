/** The title of the browser tab. */

import { computed, effect } from '@preact/signals';
import { currentRoom, totalUnread } from '../state/rooms.ts';

/** Keeps the title up to date, such as "(3) general · Parley", and puts a dot on the icon. */
export function startTabTitle(): void {
  const title = computed(() => {
    const unread = totalUnread.value > 0 ? `(${totalUnread.value}) ` : '';
    const room = currentRoom.value ? `${currentRoom.value.name} · ` : '';
    return `${unread}${room}Parley`;
  });
  // Setting the same icon again would make the browser load it again.
  const icon = computed(() => (totalUnread.value > 0 ? '/favicon-unread.svg' : '/favicon.svg'));
  effect(() => {
    document.title = title.value;
  });
  effect(() => document.querySelector('link[rel="icon"]')?.setAttribute('href', icon.value));
}
