/** A room on Socket.IO, as in its documentation: `socket.to(room).emit`. */

import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });

io.on('connection', (socket) => {
  const { room, name: from } = socket.handshake.query;
  if (typeof room !== 'string') return socket.disconnect();
  socket.join(room);
  socket.on('msg', ({ data }: { data: string }) => {
    socket.to(room).emit('broadcast', { type: 'broadcast', from, data, ts: Date.now() });
  });
  return undefined;
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address !== 'string') console.log(`port ${address.port}`);
});
