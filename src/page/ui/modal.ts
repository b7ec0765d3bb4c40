/** The behaviour of all modal dialogs: open on render, close on Esc and on a press outside. */

import { useLayoutEffect, useRef } from 'preact/hooks';

/** Returns the properties of the `<dialog>`. `onOpen` runs once it is open, and returns its clean-up function. */
export function useModal(onClose: () => void, onOpen?: (dialog: HTMLDialogElement) => () => void) {
  const ref = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget | null>(null);
  useLayoutEffect(() => {
    const { current } = ref;
    if (!current) return;
    current.showModal();
    const end = onOpen?.(current);
    return () => {
      end?.();
      current.close();
    };
  }, []);
  return {
    ref,
    onClose: (): void => {
      // The close event comes late. Another dialog may be open in its place by then.
      if (ref.current?.isConnected) onClose();
    },
    onKeyDown: (event: KeyboardEvent): void => {
      // In a search field, Esc would only clear the field.
      const { target, key, isComposing, defaultPrevented } = event;
      if (key !== 'Escape' || isComposing || defaultPrevented) return;
      if (!(target instanceof HTMLInputElement) || target.type !== 'search') return;
      event.preventDefault();
      onClose();
    },
    onPointerDown: ({ target }: PointerEvent): void => {
      pressed.current = target;
    },
    // The finger whose long press opened the dialog is lifted outside it. Only a press that began outside closes it.
    onClick: ({ target }: MouseEvent): void => {
      if (target === ref.current && pressed.current === target) onClose();
    },
  };
}
