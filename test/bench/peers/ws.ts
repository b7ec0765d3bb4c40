/** A room on Node's `ws`: each message is encoded once and sent to everyone else. */

import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

const rooms = new Map<string, Set<WebSocket>>();
const server = createServer();

new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, request) => {
  const url = new URL(request.url ?? '/', 'ws://bench');
  const from = url.searchParams.get('name') ?? '';
  const room = rooms.get(url.pathname) ?? new Set();
  rooms.set(url.pathname, room.add(socket));
  socket.on('message', (frame) => {
    const { data }: { data: string } = JSON.parse(String(frame));
    const text = JSON.stringify({ type: 'broadcast', from, data, ts: Date.now() });
    for (const other of room) if (other !== socket) other.send(text);
  });
  socket.on('close', () => room.delete(socket));
  socket.on('error', () => room.delete(socket));
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address !== 'string') console.log(`port ${address.port}`);
});
