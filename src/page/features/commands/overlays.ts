import { Overlay } from '../../ui/overlay.ts';

/** All keys and commands. */
export const helpDialog = new Overlay();
