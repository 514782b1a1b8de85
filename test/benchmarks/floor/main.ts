import { serveFloor } from './serve.ts';

/** The still page as a program of its own: says `ready URL` and serves until it is ended. */
const { url } = await serveFloor('.');
process.stdout.write(`ready ${url}still\n`);
