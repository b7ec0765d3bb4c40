/** The behaviour of all modal dialogs: open on render, close on Esc and on a press outside. */

import { useLayoutEffect, useRef } from 'preact/hooks';

/** The properties of the `<dialog>`. `onOpen` runs for it once it is open, and returns what ends that. */
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
      // It tells late: by then something else may be open in its place.
      if (ref.current?.isConnected) onClose();
    },
    onKeyDown: (event: KeyboardEvent): void => {
      // In a search field the browser would only empty it.
      const { target, key, isComposing, defaultPrevented } = event;
      if (key !== 'Escape' || isComposing || defaultPrevented) return;
      if (!(target instanceof HTMLInputElement) || target.type !== 'search') return;
      event.preventDefault();
      onClose();
    },
    onPointerDown: ({ target }: PointerEvent): void => {
      pressed.current = target;
    },
    // The finger whose long press has opened it is lifted beside it: only what began there closes.
    onClick: ({ target }: MouseEvent): void => {
      if (target === ref.current && pressed.current === target) onClose();
    },
  };
}
