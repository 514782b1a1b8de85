import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Assistance } from '#contracts/branch/assistance.ts';
import type { Custody } from '#contracts/branch/custody.ts';
import type { LobbyCall, LobbyCustody } from '#contracts/branch/lobby.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { AssistanceDesk, AssistanceRefusal } from '../assistance/desk.ts';
import type { Changes } from '../changes.ts';
import type { CustodyRegister } from '../custody/register.ts';
import { lobbyOf, lobbyRevision } from '../lobby-revision.ts';
import type { BranchStore } from '../store/store.ts';
import { type Answer, type Refusal, send } from './answer.ts';
import { checkSameOrigin } from './guard.ts';
import { contentOf, goneSignal, readParameter, readQuery } from './read.ts';
import { longPollQuery, recordId } from './schemas.ts';

/** The header that carries the page's token. A custom header cannot be sent across origins without being asked for. */
export const LOBBY_TOKEN_HEADER = 'x-lobby-token';

export type LobbyOffices = {
  readonly clock: Clock;
  readonly store: BranchStore;
  readonly changes: Changes;
  readonly assistance: AssistanceDesk;
  readonly custody: CustodyRegister;
  /** Whose lobby it is. */
  readonly branch: string;
};

/** A token for every page this service serves until it stops: 256 random bits. */
export const newPageToken = (): string => randomBytes(32).toString('base64url');

/** The API of the lobby page. Who acts is not known before staff can sign in; that it is our page is. */
export function lobbyRoutes(app: FastifyInstance, offices: LobbyOffices, token: string): void {
  const { clock, store, changes, assistance, custody, branch } = offices;
  const expected = Buffer.from(token);
  const serverTime = () => new Date(clock.wall()).toISOString();

  const checkPage = (request: FastifyRequest): Result<void, Refusal> => {
    const given = Buffer.from(String(request.headers[LOBBY_TOKEN_HEADER] ?? ''));
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return err({ code: 'badToken' });
    return request.method === 'GET' ? ok(undefined) : checkSameOrigin(request.headers);
  };

  const fromPage = (
    method: 'GET' | 'POST',
    url: string,
    run: (request: FastifyRequest, reply: FastifyReply) => Promise<Answer>,
  ) => {
    app.route({
      method,
      url,
      handler: async (request, reply) => {
        const page = checkPage(request);
        return send(reply, page.ok ? await run(request, reply) : page);
      },
    });
  };

  fromPage('GET', '/lobby/api/assistance', async (request, reply) => {
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return query;
    const { after, wait } = query.value;
    let revision = 0;
    // Any other revision than the page's is news; a smaller one means another store stands behind the address.
    const news = await changes.until(lobbyOf(branch), wait * 1000, goneSignal(reply), async () => {
      revision = await lobbyRevision(store.db, branch);
      return revision === after ? undefined : true;
    });
    if (!news.ok) return news;
    const { total, calls } = await assistance.listWaiting(branch);
    return ok({
      status: 200,
      body: { revision, serverTime: serverTime(), total, calls: calls.map(toLobbyCall) },
    });
  });

  fromPage('GET', '/lobby/api/custody', async () => {
    const { total, custody: kept } = await custody.listInBin(branch);
    return ok({ status: 200, body: { serverTime: serverTime(), total, custody: kept.map(toLobbyCustody) } });
  });

  const act = (name: string, run: (id: string) => Promise<Result<Assistance, AssistanceRefusal>>) =>
    fromPage('POST', `/lobby/api/assistance/:id/${name}`, async (request) => {
      const id = readParameter(request, 'id', recordId);
      if (!id.ok) return id;
      if (contentOf(request).length > 0)
        return err({ code: 'badRequest', detail: 'no content belongs here' });
      const answer = await run(id.value);
      return answer.ok ? ok({ status: 200, body: toLobbyCall(answer.value) }) : answer;
    });
  act('acknowledge', (id) => assistance.acknowledge(branch, id));
  act('close', (id) => assistance.close(branch, id));
}

const toLobbyCall = ({ visit: _, ...call }: Assistance): LobbyCall => call;
const toLobbyCustody = ({ visit: _, ...record }: Custody): LobbyCustody => record;
