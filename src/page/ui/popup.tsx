/**
 * A dialog beside the element that opened it, or a sheet at the bottom of a narrow screen. It is modal, so that focus
 * stays inside.
 */

import type { ComponentChildren } from 'preact';
import { useModal } from './modal.ts';
import type { PopupAnchor } from './popup-anchor.ts';
import { positionBeside } from './popup-position.ts';
import { ToastOver } from './toast-over.tsx';

interface PopupProps {
  label: string;
  at: PopupAnchor;
  onClose: () => void;
  children: ComponentChildren;
  kind?: string;
}

/** Open for as long as it is rendered. */
export function Popup({ label, at, onClose, children, kind = '' }: PopupProps) {
  const modal = useModal(onClose, (dialog) => {
    const place = (): void => {
      const view = { width: innerWidth, height: innerHeight };
      const { top, left } = positionBeside(at, dialog.getBoundingClientRect(), view);
      dialog.style.setProperty('--top', `${top}px`);
      dialog.style.setProperty('--left', `${left}px`);
    };
    place();
    // The contents may load later, and the size of the window may change.
    const watch = new ResizeObserver(place);
    watch.observe(dialog);
    addEventListener('resize', place);
    return () => {
      watch.disconnect();
      removeEventListener('resize', place);
    };
  });
  return (
    <dialog {...modal} class={`popup ${kind}`} aria-label={label}>
      {children}
      <ToastOver />
    </dialog>
  );
}
