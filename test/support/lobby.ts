import { PRACTICE_STAFF } from '#branch/staff/practice.ts';
import { hallSchema } from '#contracts/branch/hall.ts';
import { lobbyCallsSchema, lobbyCustodyListSchema } from '#contracts/branch/lobby.ts';

/** A staff page's calls, without a browser: signed in as that practice member. */
export async function signedInStaff(url: string, number: string) {
  const pin = PRACTICE_STAFF.find((member) => member.number === number)?.pin;
  const headers: Record<string, string> = { 'x-staff': '1', origin: new URL(url).origin };
  const ask = async (path: string, method: 'GET' | 'POST', body?: object): Promise<Response> => {
    const reply = await fetch(new URL(path, url), {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  };
  const reply = await ask('staff/api/sign-in', 'POST', { number, pin });
  headers.cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { ask };
}

/** The lobby page's own API, as the member of the lobby has it. */
export async function lobby(url: string) {
  const { ask } = await signedInStaff(url, '1003');
  const read = async (path: string): Promise<unknown> => (await ask(`lobby/api/${path}`, 'GET')).json();
  return {
    calls: async () => lobbyCallsSchema.parse(await read('assistance')).calls,
    hall: async () => hallSchema.parse(await read('hall')),
    custody: async () => lobbyCustodyListSchema.parse(await read('custody')).custody,
    post: async (id: string, what: 'acknowledge' | 'close' | 'hands-on' | 'hands-off') => {
      await ask(`lobby/api/assistance/${id}/${what}`, 'POST');
    },
  };
}
