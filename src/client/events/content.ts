/** The content of this session's events, by kind. Types only. */

import type { Request } from '../../protocol/events/registry.ts';
import type { Kind } from '../../protocol/events/traits.ts';

/** The request that stores the event, without `id` and `again`, which the outbox adds. */
export type Content = { [K in Kind]: Omit<Request[K], 'id' | 'again'> };

/** What an event says, and which life of the room it belongs to. Outboxes store it, so its shape must not change. */
export type Intent<K extends Kind = Kind> = {
  [P in K]: Content[P] & {
    /**
     * The epoch in which `ref` or `re` names a message. In a later life of the room the same number is another message.
     * On a reply it is "" while the epoch is unknown.
     */
    refEpoch?: string;
  };
}[K];
