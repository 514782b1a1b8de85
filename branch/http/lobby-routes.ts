import type { Custody } from '#contracts/branch/custody.ts';
import type { LobbyCall, LobbyCustody } from '#contracts/branch/lobby.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { AssistanceDesk, AssistanceRefusal, Member, SeenCall } from '../assistance/desk.ts';
import type { Changes } from '../changes.ts';
import type { CustodyRegister } from '../custody/register.ts';
import { lobbyOf, lobbyRevision } from '../lobby-revision.ts';
import type { BranchStore } from '../store/store.ts';
import { contentOf, goneSignal, readParameter, readQuery } from './read.ts';
import { longPollQuery, recordId } from './schemas.ts';
import type { StaffGate } from './staff-session.ts';

export type LobbyOffices = {
  readonly clock: Clock;
  readonly store: BranchStore;
  readonly changes: Changes;
  readonly assistance: AssistanceDesk;
  readonly custody: CustodyRegister;
};

/** The API of the lobby page, for members with the role `lobby`: each sees and does what is in his own branch. */
export function lobbyRoutes({ staffRoute }: StaffGate, offices: LobbyOffices): void {
  const { clock, store, changes, assistance, custody } = offices;
  const serverTime = () => new Date(clock.wall()).toISOString();

  staffRoute('GET', '/lobby/api/assistance', 'lobby', async ({ branch, staff }, request, reply) => {
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
    const { total, calls } = await assistance.listWaiting({ branch, staff: staff.number });
    const told = calls.map(toLobbyCall);
    return ok({ status: 200, body: { revision, serverTime: serverTime(), total, calls: told } });
  });

  staffRoute('GET', '/lobby/api/custody', 'lobby', async ({ branch }) => {
    const { total, custody: kept } = await custody.listInBin(branch);
    return ok({ status: 200, body: { serverTime: serverTime(), total, custody: kept.map(toLobbyCustody) } });
  });

  const act = (
    name: string,
    run: (member: Member, id: string) => Promise<Result<SeenCall, AssistanceRefusal>>,
  ) =>
    staffRoute('POST', `/lobby/api/assistance/:id/${name}`, 'lobby', async ({ branch, staff }, request) => {
      const id = readParameter(request, 'id', recordId);
      if (!id.ok) return id;
      if (contentOf(request).length > 0)
        return err({ code: 'badRequest', detail: 'no content belongs here' });
      const answer = await run({ branch, staff: staff.number }, id.value);
      return answer.ok ? ok({ status: 200, body: toLobbyCall(answer.value) }) : answer;
    });
  act('acknowledge', (member, id) => assistance.acknowledge(member, id));
  act('close', (member, id) => assistance.close(member, id));
  act('hands-on', (member, id) => assistance.handsOn(member, id));
  act('hands-off', (member, id) => assistance.handsOff(member, id));
}

const toLobbyCall = ({ assistance: { visit: _, ...call }, yours }: SeenCall): LobbyCall => ({
  ...call,
  yours,
});
const toLobbyCustody = ({ visit: _, ...record }: Custody): LobbyCustody => record;
