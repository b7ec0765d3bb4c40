/** The browser's notification permission, which people can change in its settings at any time. */

import { signal } from '@preact/signals';
import { allowed } from '../../../client/storage/if-allowed.ts';
import { onSight } from '../../state/attention.ts';

const read = (): NotificationPermission | 'unknown' => allowed(() => Notification.permission) ?? 'unknown';

/** `unknown` if the browser has no notifications. */
export const permission = signal(read());

/** Reads the present permission. */
function lookAtPermission(): void {
  permission.value = read();
}

/** Asks for permission, which browsers allow only on a click. */
export async function askPermission(): Promise<void> {
  // Safari 17.5 still supports only the form with a callback, and then returns nothing.
  if (permission.peek() !== 'unknown') await allowed(() => Notification.requestPermission())?.catch(() => {});
  lookAtPermission();
}

/** Follows changes of the permission. */
export async function followPermission(): Promise<void> {
  // Not every browser reports a change, but people come back to the page from the settings.
  onSight(lookAtPermission);
  try {
    const status = await navigator.permissions?.query({ name: 'notifications' });
    status?.addEventListener('change', lookAtPermission);
  } catch {
    // The permission can't be queried here.
  }
}
