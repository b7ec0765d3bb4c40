/** What an event of this session says, by kind, as types. */

import type { Request } from '../../protocol/events/registry.ts';
import type { Kind } from '../../protocol/events/traits.ts';

/** The request that asks for the event, but for `id` and `again`, which the outbox adds. */
export type Content = { [K in Kind]: Omit<Request[K], 'id' | 'again'> };

/** What an event says, and to which life of the room it belongs. Stored in outboxes: the shape stays. */
export type Intent<K extends Kind = Kind> = {
  [P in K]: Content[P] & {
    /**
     * The epoch in which `ref`, or `re`, names a message. In a room that began anew the same number means another message,
     * or will. On a reply "" where the room wasn't known yet: the caller knows it from elsewhere.
     */
    refEpoch?: string;
  };
}[K];
