import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/** The floor of signalling: two sockets of one name, and whatever the one says goes to the other. Prints its port. */
const server = createServer();
const sockets = new WebSocketServer({ server });
const pairs = new Map();
sockets.on('connection', (socket, { url }) => {
  const pair = [...(pairs.get(url) ?? []), socket];
  pairs.set(url, pair);
  socket.on('message', (data) => {
    for (const other of pairs.get(url) ?? []) if (other !== socket) other.send(String(data));
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
