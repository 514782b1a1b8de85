import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** The same rows as one ticket leaves, each of the three commits in as few statements as SQL allows. */
const ISSUE = [
  'update branches set revision = revision + 1, last_at = $2 where id = $1',
  `insert into tickets (id, branch, sequence, business_date, label, services, service, segment, needs, language, channel,
     terminal, state, counter, overtaken, calls, issued_at, version)
   select $1, $2, revision, '2026-11-22', $3, '[{"id":"cash","outcome":"open"}]', 'cash', 'ordinary', '[]', 'zh-CN',
     'anonymous', 'T01', 'waiting', null, 0, 0, $4, 1 from branches where id = $2`,
  `insert into queue_events (branch, sequence, part, business_date, at, kind, ticket, detail)
   select $1, revision, 0, '2026-11-22', $2, 'ticketIssued', $3, $4 from branches where id = $1`,
] as const;
const CALL = [
  ISSUE[0],
  `update tickets set state = 'called', counter = $2, calls = 1, called_at = $3, version = 2 where id = $1`,
  'update service_counters set ticket = $3 where branch = $1 and id = $2',
  `insert into queue_events (branch, sequence, part, business_date, at, kind, ticket, counter, staff)
   select $1, revision, 0, '2026-11-22', $2, 'ticketCalled', $3, $4, '1001' from branches where id = $1`,
] as const;
const FINISH = [
  ISSUE[0],
  `update tickets set state = 'done', ended_at = $2, version = 3 where id = $1`,
  'update service_counters set ticket = null where branch = $1 and id = $2',
  `insert into serves (branch, sequence, business_date, ticket, service, counter, staff, waited, took, outcome)
   select $1, revision, '2026-11-22', $2, 'cash', $3, '1001', 0, 1, 'done' from branches where id = $1`,
  `insert into queue_events (branch, sequence, part, business_date, at, kind, ticket, counter, staff)
   select $1, revision, part, '2026-11-22', $2, kind, $3, $4, '1001' from branches,
     (values (0, 'serviceEnded'), (1, 'ticketDone')) as event (part, kind) where id = $1`,
] as const;

/** Statements are prepared once a connection, each under a name of its own. */
const STATEMENTS: readonly string[] = [...ISSUE, ...CALL, ...FINISH];
const nameOf = (text: string): string => `s${STATEMENTS.indexOf(text)}`;

/** Tickets issued, called and finished by bare SQL over `atOnce` connections, one branch each; tickets a second. */
export async function bareQueue(url: string, tickets: number, branches: readonly string[]): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: branches.length });
  try {
    const from = performance.now();
    await Promise.all(
      branches.map(async (branch) => {
        const client = await pool.connect();
        const ask = (text: string, values: unknown[]) => client.query({ name: nameOf(text), text, values });
        const now = Date.now();
        try {
          for (let number = 0; number < tickets / branches.length; number++) {
            const id = randomUUID();
            await client.query('begin');
            await ask(ISSUE[0], [branch, now]);
            await ask(ISSUE[1], [id, branch, `Z${String(number).padStart(3, '0')}`, now]);
            await ask(ISSUE[2], [branch, now, id, 'Z000']);
            await client.query('commit');
            await client.query('begin');
            await ask(CALL[0], [branch, now]);
            await ask(CALL[1], [id, '1', now]);
            await ask(CALL[2], [branch, '1', id]);
            await ask(CALL[3], [branch, now, id, '1']);
            await client.query('commit');
            await client.query('begin');
            await ask(FINISH[0], [branch, now]);
            await ask(FINISH[1], [id, now]);
            await ask(FINISH[2], [branch, '1']);
            await ask(FINISH[3], [branch, id, '1']);
            await ask(FINISH[4], [branch, now, id, '1']);
            await client.query('commit');
          }
        } finally {
          client.release();
        }
      }),
    );
    return (Math.floor(tickets / branches.length) * branches.length * 1_000) / (performance.now() - from);
  } finally {
    await pool.end();
  }
}
