/** The lower bound: a Durable Object that hibernates and only sends each message to everyone else. Stores nothing. */

import { DurableObject } from 'cloudflare:workers';

interface Bindings {
  ROOM: DurableObjectNamespace;
}

export class Room extends DurableObject {
  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment(new URL(request.url).searchParams.get('name'));
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(sender: WebSocket, frame: string): void {
    const { data }: { data: string } = JSON.parse(frame);
    const text = JSON.stringify({ type: 'broadcast', from: sender.deserializeAttachment(), data, ts: Date.now() });
    for (const socket of this.ctx.getWebSockets()) if (socket !== sender) socket.send(text);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    if (code !== 1006) socket.close();
  }
}

export default {
  fetch(request: Request, env: Bindings): Promise<Response> | Response {
    if (request.headers.get('Upgrade') !== 'websocket') return new Response('ok');
    return env.ROOM.getByName(new URL(request.url).pathname).fetch(request);
  },
};
