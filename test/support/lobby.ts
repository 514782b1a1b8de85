import { lobbyCallsSchema, lobbyCustodyListSchema } from '#contracts/branch/lobby.ts';

/** The lobby page's own API, with the token that stands in its page. */
export async function lobby(url: string) {
  const read = async (path: string): Promise<unknown> => {
    const reply = await fetch(new URL(`lobby/api/${path}`, url), { headers });
    if (!reply.ok) throw new Error(`lobby: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
  const html = await (await fetch(new URL('lobby', url))).text();
  const token = /content="([a-zA-Z0-9_-]{16,})"/.exec(html)?.[1] ?? '';
  const headers = { 'x-lobby-token': token, origin: new URL(url).origin };
  return {
    calls: async () => lobbyCallsSchema.parse(await read('assistance')).calls,
    custody: async () => lobbyCustodyListSchema.parse(await read('custody')).custody,
    async post(id: string, what: 'acknowledge' | 'close') {
      const reply = await fetch(new URL(`lobby/api/assistance/${id}/${what}`, url), {
        method: 'POST',
        headers,
      });
      if (!reply.ok) throw new Error(`lobby: ${reply.status} ${await reply.text()}`);
    },
  };
}
