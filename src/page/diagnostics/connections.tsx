/** The table of connections, faulty ones first. It shows no names. */

import type { ConnectionReport, RoomReport } from '../../protocol/diagnostics.ts';
import { duration, number, say } from './say.ts';

export function Connections({ report: { connections, more } }: { report: RoomReport }) {
  const { value: words } = say;
  const { column } = words;
  return (
    <section aria-labelledby="connections">
      <h2 id="connections">{words.connections}</h2>
      {connections.length === 0 ? (
        <p class="quiet">{words.noConnections}</p>
      ) : (
        // The table is wider than a phone, so it scrolls by itself, with the keyboard as well.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="table" tabIndex={0} aria-labelledby="connections">
          <table>
            <thead>
              <tr>
                <th scope="col">{column.id}</th>
                <th scope="col">{column.kind}</th>
                <th scope="col">{column.state}</th>
                <th scope="col">{column.pinged}</th>
                <th scope="col">{column.age}</th>
                <th scope="col">{column.heard}</th>
                <th scope="col">{column.buffered}</th>
                <th scope="col">{column.framesIn}</th>
                <th scope="col">{column.framesOut}</th>
              </tr>
            </thead>
            <tbody>
              {connections.map((connection) => (
                <Row key={connection.id} connection={connection} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {more > 0 ? <p class="quiet">{words.andMore(number(more))}</p> : null}
    </section>
  );
}

function Row({ connection }: { connection: ConnectionReport }) {
  const { value: words } = say;
  const { id, kind, state, ageMs, heardMs, pinged, buffered, framesIn, framesOut, failedSends } = connection;
  const troubled = state !== 'open' || failedSends > 0;
  return (
    <tr class={troubled ? 'trouble' : undefined}>
      <th scope="row">
        <code>{id}</code>
      </th>
      <td>{words.kinds[kind]}</td>
      <td>
        <span class="state">{words.states[state]}</span>
        {failedSends > 0 ? `, ${words.failedSends(number(failedSends))}` : null}
      </td>
      <td>{pinged ? words.yes : words.no}</td>
      <td>{duration(ageMs)}</td>
      <td>{words.ago(duration(heardMs))}</td>
      <td>{buffered === null ? words.unknown : words.bytes(number(buffered / 1_024, 1))}</td>
      <td>{number(framesIn)}</td>
      <td>{number(framesOut)}</td>
    </tr>
  );
}
