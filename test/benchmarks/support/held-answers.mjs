// The least a process can do for whoever waits: one HTTP server that keeps every answer back.
import { createServer } from 'node:http';

const server = createServer((request) => request.resume());
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address ? address.port : 0);
});
