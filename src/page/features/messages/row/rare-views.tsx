/** The parts of a message's text that the late part of the page draws: headings, rules, tables, and links to rooms. */

import type { ComponentChild } from 'preact';
import { roomPath } from '../../../../protocol/room-path.ts';
import { onLink } from '../../../state/route.ts';
import type { Inline } from '../../../text/inline.ts';
import type { RareBlock } from '../../../text/rare-marks.ts';

interface RareBlockProps {
  block: RareBlock;
  /** Absent if the surrounding element takes its direction from this block. */
  dir: 'auto' | undefined;
  draw: (line: readonly Inline[]) => ComponentChild;
}

export function RareBlockView({ block: { kind, rows, aligns }, dir, draw }: RareBlockProps) {
  const [head = [], ...body] = rows;
  switch (kind) {
    case 'heading':
      return <h2 dir={dir}>{head.map(draw)}</h2>;
    case 'rule':
      return <hr />;
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so it must be reachable by keyboard
        <div class="table" tabIndex={0} dir={dir}>
          <table>
            <thead>
              <tr>
                {head.map((cell, column) => (
                  <th key={column} scope="col" style={{ textAlign: aligns[column] }}>
                    {draw(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {body.map((row, key) => (
                <tr key={key}>
                  {row.map((cell, column) => (
                    <td key={column} style={{ textAlign: aligns[column] }}>
                      {draw(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

export function RoomLink({ room, text }: { room: string; text: string }) {
  return (
    <a href={roomPath(room)} onClick={onLink}>
      <bdi>{text}</bdi>
    </a>
  );
}
