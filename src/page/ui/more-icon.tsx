/** The icons that load with the late part, in the style of icon.tsx. */

import { Drawing, Icon, type IconName, isFirst } from './icon.tsx';

const PATHS = {
  ban: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.7 5.7l12.6 12.6',
  bell: 'M6 9.5a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4s2-1.5 2-6.5M10 19.5a2.2 2.2 0 0 0 4 0',
  bellOff: 'M9 4.3A6 6 0 0 1 18 9.5c0 2.4.5 4 1 5M6 9.5C6 14.5 4 16 4 16h12M10 19.5a2.2 2.2 0 0 0 4 0M3 3l18 18',
  close: 'm6 6 12 12M18 6 6 18',
  copy: 'M9 9h9.5a1.5 1.5 0 0 1 1.5 1.5V20a1.5 1.5 0 0 1-1.5 1.5H9A1.5 1.5 0 0 1 7.5 20v-9.5A1.5 1.5 0 0 1 9 9ZM4.5 15.5A1.5 1.5 0 0 1 3 14V4.5A1.5 1.5 0 0 1 4.5 3H14a1.5 1.5 0 0 1 1.5 1.5',
  cut: 'm3 3 18 18M8.5 16.4a5 5 0 0 1 7 0M5 12.9a10 10 0 0 1 5.2-2.8M19 12.9a10 10 0 0 0-2-1.6M2 9a15 15 0 0 1 4.2-2.6M22 9a15 15 0 0 0-11.3-3.8M12 20h.01',
  edit: 'M4 20h4L19.5 8.5a2.1 2.1 0 0 0-4-4L4 16v4ZM13.5 6.5l4 4',
  fresh: 'M19 12a7 7 0 1 1-2-5l2.5 2.5M19.5 4.5v5h-5',
  gear: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM9 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  help: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.5v.5M12 16.7h.01',
  hush: 'M4 5h16v11h-8l-4 4v-4H4V5Zm5 4 6 4m0-4-6 4',
  link: 'M10 13.5a4.5 4.5 0 0 0 6.8.5l3-3a4.5 4.5 0 0 0-6.4-6.4l-1.7 1.7M14 10.5a4.5 4.5 0 0 0-6.8-.5l-3 3a4.5 4.5 0 0 0 6.4 6.4l1.7-1.7',
  lock: 'M7.5 11V8a4.5 4.5 0 0 1 9 0v3M5 11h14v9.5H5Z',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5Z',
  more: 'M4.5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0Zm7 0a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0Zm7 0a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0Z',
  mute: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4ZM16 9.5l5 5m0-5-5 5',
  out: 'M14 4H5v16h9M10 12h11m0 0-4-4m4 4-4 4',
  people:
    'M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM2.5 20a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5a6.5 6.5 0 0 1 3.5 5.5',
  plus: 'M12 5v14M5 12h14',
  poll: 'M5 20v-8M12 20V4M19 20v-5',
  reply: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 6 6v4',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 21 21',
  share: 'M12 15V3m0 0L8 7m4-4 4 4M5 12v7a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-7',
  shield: 'M12 3 5 6v5.5c0 4.5 3 7.5 7 9.5 4-2 7-5 7-9.5V6l-7-3Z',
  trash:
    'M4 7h16M9 7V4.5h6V7M6.5 7l.8 11.7a1.5 1.5 0 0 0 1.5 1.3h6.400a1.5 1.5 0 0 0 1.5-1.3L17.5 7M10 11v5.5M14 11v5.5',
  wrap: 'M4 6h16M4 12h12.5a3 3 0 0 1 0 6H12m0 0 2-2m-2 2 2 2M4 18h4',
  warn: 'M12 8v5m0 3.5h.01M10.3 4 2.6 17.3A2 2 0 0 0 4.3 20.3h15.4a2 2 0 0 0 1.7-3L13.7 4a2 2 0 0 0-3.4 0Z',
} as const;

export type MoreIconName = keyof typeof PATHS | IconName;

/** Draws any icon, including those of the first script. */
export function MoreIcon({ name }: { name: MoreIconName }) {
  return isFirst(name) ? <Icon name={name} /> : <Drawing path={PATHS[name]} />;
}
