/** The browser's notification permission, which people can change in its settings at any time. */

import { signal } from '@preact/signals';
import { allowed } from '../../../client/allowed.ts';
import { onSight } from '../../state/attention.ts';

const read = (): NotificationPermission | 'unknown' => allowed(() => Notification.permission) ?? 'unknown';

/** `unknown` where there are no notifications. */
export const permission = signal(read());

/** Looks what it is now. */
function lookAtPermission(): void {
  permission.value = read();
}

/** Asks for it, which browsers allow on a click alone. */
export async function askPermission(): Promise<void> {
  // Safari of 17.5 still knows the form with a callback alone, and then gives nothing.
  if (permission.peek() !== 'unknown') await allowed(() => Notification.requestPermission())?.catch(() => {});
  lookAtPermission();
}

/** Follows it from now on. */
export async function followPermission(): Promise<void> {
  // Not every browser tells of a change: one comes back from its settings, though.
  onSight(lookAtPermission);
  try {
    const status = await navigator.permissions?.query({ name: 'notifications' });
    status?.addEventListener('change', lookAtPermission);
  } catch {
    // It can't be asked for here.
  }
}
