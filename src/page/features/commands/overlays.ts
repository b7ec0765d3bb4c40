import { Overlay } from '../../ui/overlay.ts';

/** The list of all shortcuts and commands. */
export const helpDialog = new Overlay();
