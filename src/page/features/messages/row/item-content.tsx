/** The content of a message, by its kind: its text, unless a feature shows it in another way. */

import type { ComponentType } from 'preact';
import type { ListedKind } from '../../../../protocol/events/traits.ts';
import { PollContent } from '../../polls/poll-content.tsx';
import type { ContentProps } from './content-props.ts';
import { LongText } from './long-text.tsx';

const VIEWS: { readonly [K in ListedKind]: ComponentType<ContentProps> } = { msg: LongText, poll: PollContent };

export function ItemContent(props: ContentProps) {
  const View = VIEWS[props.item.type ?? 'msg'];
  return <View {...props} />;
}
