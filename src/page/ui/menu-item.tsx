/** An item of a menu, and the keyboard navigation between items. */

import { MoreIcon, type MoreIconName } from './more-icon.tsx';

interface ItemProps {
  icon: MoreIconName;
  label: string;
  /** The shortcut for the same action on a focused message. */
  keys?: string;
  act: () => void;
  danger?: boolean;
}

export function Item({ icon, label, keys, act, danger = false }: ItemProps) {
  return (
    <li>
      <button type="button" class={danger ? 'item danger-text' : 'item'} onClick={act}>
        <MoreIcon name={icon} />
        <span>{label}</span>
        {keys && <kbd>{keys}</kbd>}
      </button>
    </li>
  );
}

/** Moves through the items with ↑ and ↓. */
export function onMenuKey(event: KeyboardEvent & { currentTarget: HTMLUListElement }): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const items: Element[] = [...event.currentTarget.querySelectorAll('button')];
  const at = document.activeElement ? items.indexOf(document.activeElement) : -1;
  const next = items[(at + step + items.length) % items.length];
  if (next instanceof HTMLElement) next.focus();
}
