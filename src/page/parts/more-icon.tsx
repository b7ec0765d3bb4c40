/** The drawings that come later, like those of icon.tsx. */

import { Drawing, Icon, type IconName, isFirst } from './icon.tsx';

const PATHS = {
  ban: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.7 5.7l12.6 12.6',
  copy: 'M9 9h9.5a1.5 1.5 0 0 1 1.5 1.5V20a1.5 1.5 0 0 1-1.5 1.5H9A1.5 1.5 0 0 1 7.5 20v-9.5A1.5 1.5 0 0 1 9 9ZM4.5 15.5A1.5 1.5 0 0 1 3 14V4.5A1.5 1.5 0 0 1 4.5 3H14a1.5 1.5 0 0 1 1.5 1.5',
  help: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.5v.5M12 16.7h.01',
  fresh: 'M19 12a7 7 0 1 1-2-5l2.5 2.5M19.5 4.5v5h-5',
  hush: 'M4 5h16v11h-8l-4 4v-4H4V5Zm5 4 6 4m0-4-6 4',
  link: 'M10 13.5a4.5 4.5 0 0 0 6.8.5l3-3a4.5 4.5 0 0 0-6.4-6.4l-1.7 1.7M14 10.5a4.5 4.5 0 0 0-6.8-.5l-3 3a4.5 4.5 0 0 0 6.4 6.4l1.7-1.7',
  mute: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4ZM16 9.5l5 5m0-5-5 5',
  out: 'M14 4H5v16h9M10 12h11m0 0-4-4m4 4-4 4',
  shield: 'M12 3 5 6v5.5c0 4.5 3 7.5 7 9.5 4-2 7-5 7-9.5V6l-7-3Z',
  trash:
    'M4 7h16M9 7V4.5h6V7M6.5 7l.8 11.7a1.5 1.5 0 0 0 1.5 1.3h6.400a1.5 1.5 0 0 0 1.5-1.3L17.5 7M10 11v5.5M14 11v5.5',
  wrap: 'M4 6h16M4 12h12.5a3 3 0 0 1 0 6H12m0 0 2-2m-2 2 2 2M4 18h4',
  warn: 'M12 8v5m0 3.5h.01M10.3 4 2.6 17.3A2 2 0 0 0 4.3 20.3h15.4a2 2 0 0 0 1.7-3L13.7 4a2 2 0 0 0-3.4 0Z',
} as const;

export type MoreIconName = keyof typeof PATHS | IconName;

/** Any drawing. */
export function MoreIcon({ name }: { name: MoreIconName }) {
  return isFirst(name) ? <Icon name={name} /> : <Drawing path={PATHS[name]} />;
}
