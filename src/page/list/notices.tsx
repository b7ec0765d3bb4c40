import type { Notice } from '../../client/index.ts';
import { late } from '../state/late.ts';

/** Keeps the line of who came and went until the part that tells it is here. */
export function Notices(props: { rowKey: string; notices: readonly Notice[] }) {
  const { value: parts } = late;
  return parts ? (
    <parts.NoticesRow {...props} />
  ) : (
    <li class="notices" data-key={props.rowKey}>
      <p>{'\u00a0'}</p>
    </li>
  );
}
