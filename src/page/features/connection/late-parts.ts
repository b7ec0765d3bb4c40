/** The slot for the parts of the banner that are loaded late. */

import type { ComponentType } from 'preact';
import type { Link } from '../../../client/index.ts';
import type { Room } from '../../state/room.ts';
import { slot } from '../../state/slot.ts';

export const late = slot<{ BannerText: ComponentType<{ room: Room; link: Link }> }>();
