import { more as words } from '../../words/more.ts';

/** Stands for the text of somebody whom the person reading has muted, until they ask for it. */
export function Hushed({ show }: { show: () => void }) {
  const { value: say } = words;
  return (
    <p class="gone">
      {say.mutedMessage}{' '}
      <button type="button" class="link" onClick={show}>
        {say.showIt}
      </button>
    </p>
  );
}
