import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { refuse } from './answer.ts';
import { PLAYING_POLICY, SEEING_PERMISSIONS } from './headers.ts';

/** Every page, by its path, and the file it is built to. */
export const PAGES = {
  '/staff': 'staff.html',
  '/lobby': 'lobby.html',
  '/counter': 'counter.html',
  '/teller': 'teller.html',
  '/approvals': 'approvals.html',
  '/board': 'board.html',
  // One document for every ticket: the page reads the token from its own address.
  '/t/:token': 'phone.html',
  '/arrivals': 'arrivals.html',
  '/tasks': 'tasks.html',
  '/use': 'use.html',
  '/recordings': 'recordings.html',
  // With the address from the paper, or asking for the number on it.
  '/c': 'complaint.html',
  '/c/:token': 'complaint.html',
  // By the code on a receipt, or asking for it.
  '/p': 'paper.html',
  '/p/:code': 'paper.html',
  '/book': 'book.html',
} as const;

/** Pages that stand in for something of the bank's own: beside the sandbox bank alone. */
const PRACTICE: ReadonlySet<string> = new Set(['/book']);

/** Pages that play what they have fetched: they alone may show media of their own making. */
const PLAYING: ReadonlySet<string> = new Set(['/recordings']);

/** Pages on which somebody is seen and heard: they alone may ask for camera and microphone. */
const SEEING: ReadonlySet<string> = new Set(['/teller']);

/** The first page that is not there; undefined when all are. */
export const missingPage = (pagesDir: string): string | undefined =>
  Object.values(PAGES)
    .map((file) => join(pagesDir, file))
    .find((file) => !existsSync(file));

/** The pages themselves: the documents, never kept by a browser; their hashed files, kept for good. */
export async function pageRoutes(app: FastifyInstance, pagesDir: string, practice: boolean): Promise<void> {
  app.get('/', (_request, reply) => reply.redirect('/staff'));

  for (const [path, file] of Object.entries(PAGES)) {
    if (!practice && PRACTICE.has(path)) continue;
    app.get(path, async (_request, reply) => {
      // Read each time, so that a page built anew while the service runs is the one that is served.
      const page = await readFile(join(pagesDir, file), 'utf8').catch(() => undefined);
      if (page === undefined) return refuse(reply, { code: 'pagesMissing' });
      if (PLAYING.has(path)) reply.header('content-security-policy', PLAYING_POLICY);
      if (SEEING.has(path)) reply.header('permissions-policy', SEEING_PERMISSIONS);
      return reply.type('text/html; charset=utf-8').send(page);
    });
  }

  await app.register(fastifyStatic, {
    root: join(pagesDir, 'assets'),
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    dotfiles: 'ignore',
    immutable: true,
    maxAge: '365d',
  });
}
