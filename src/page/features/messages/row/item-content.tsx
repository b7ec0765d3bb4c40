/** The content of a message, by its kind: its text, unless a feature shows it in another way. */

import type { VNode } from 'preact';
import type { ListedKind } from '../../../../protocol/events/traits.ts';
import { PollContent } from '../../polls/poll-content.tsx';
import type { ContentProps } from './content-props.ts';
import { longText } from './long-text.tsx';

const VIEWS: { readonly [K in ListedKind]: (props: ContentProps) => VNode } = {
  msg: longText,
  poll: (props) => <PollContent {...props} />,
};

/** No component of its own, because a list of rows has many of them. */
export function itemContent(props: ContentProps): VNode {
  return VIEWS[props.item.type ?? 'msg'](props);
}
