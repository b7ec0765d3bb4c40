/** A room on partyserver with hibernation, as in its documentation: `this.broadcast`. Stores nothing. */

import { type Connection, type ConnectionContext, getServerByName, Server } from 'partyserver';

interface Bindings {
  ROOM: DurableObjectNamespace<Room>;
}

export class Room extends Server {
  static override options = { hibernate: true };

  override onConnect(connection: Connection, { request }: ConnectionContext): void {
    connection.setState({ name: new URL(request.url).searchParams.get('name') });
  }

  override onMessage(sender: Connection<{ name: string }>, frame: string): void {
    const { data }: { data: string } = JSON.parse(frame);
    this.broadcast(JSON.stringify({ type: 'broadcast', from: sender.state?.name, data, ts: Date.now() }), [sender.id]);
  }
}

export default {
  async fetch(request: Request, env: Bindings): Promise<Response> {
    if (request.headers.get('Upgrade') !== 'websocket') return new Response('ok');
    const room = await getServerByName(env.ROOM, new URL(request.url).pathname.slice(1));
    return room.fetch(request);
  },
};
