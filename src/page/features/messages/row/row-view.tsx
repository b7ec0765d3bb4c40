/** Renders a row of the list. */

import type { VNode } from 'preact';
import { muted } from '../../../state/muted.ts';
import type { Room } from '../../../state/room.ts';
import { myName } from '../../../state/rooms.ts';
import { common } from '../../../words/common.first.ts';
import type { Row } from '../list/rows.ts';
import { DayRow, NewRow, NoticesRow } from '../list/separators.tsx';
import { MessageRow, OutgoingRow } from './message-row.tsx';

/**
 * Any signal of `room` that this function reads makes the whole list render again when it changes, not only the row.
 * Rows get plain values, and most of them stay the same.
 */
export function rowView(row: Row, room: Room): VNode {
  const { value: state } = room.state;
  const { key } = row;
  switch (row.kind) {
    case 'day':
      return <DayRow key={key} rowKey={key} ts={row.ts} />;
    case 'new':
      return <NewRow key={key} />;
    case 'notices':
      return <NoticesRow key={key} rowKey={key} notices={row.notices} />;
    case 'message': {
      const { message, first, receipt, quoted, failure, waiting } = row;
      return (
        <MessageRow
          key={key}
          room={room}
          message={message}
          first={first}
          receipt={receipt}
          quoted={quoted}
          failure={failure}
          waiting={waiting}
          selfId={state?.self?.id}
          selfName={state?.self?.name}
          lit={room.view.highlighted.value === message.seq}
          role={state?.members.get(message.fromId)?.role}
          hidden={muted.value.has(message.fromId)}
        />
      );
    }
    case 'outgoing': {
      const { id = '', name = myName.value ?? common.value.you } = state?.self ?? {};
      const { outgoing, first, quoted } = row;
      return (
        <OutgoingRow
          key={key}
          outgoing={outgoing}
          first={first}
          quoted={quoted}
          authorId={id}
          authorName={name}
          room={room}
        />
      );
    }
  }
}
