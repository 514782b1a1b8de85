import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { refuse } from './answer.ts';

/** Stands in the built page where its token goes. */
export const TOKEN_PLACE = '__LOBBY_TOKEN__';

export const lobbyPageFile = (pagesDir: string): string => join(pagesDir, 'lobby.html');

/** The pages themselves: the document with its token, never kept by a browser; its hashed files, kept for good. */
export async function pageRoutes(app: FastifyInstance, pagesDir: string, token: string): Promise<void> {
  app.get('/', (_request, reply) => reply.redirect('/lobby'));

  app.get('/lobby', async (_request, reply) => {
    // Read each time, so that a page built anew while the service runs is the one that is served.
    const page = await readFile(lobbyPageFile(pagesDir), 'utf8').catch(() => undefined);
    if (page === undefined) return refuse(reply, { code: 'pagesMissing' });
    return reply.type('text/html; charset=utf-8').send(page.replace(TOKEN_PLACE, token));
  });

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
