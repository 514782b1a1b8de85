import { type Line, StaffPage, Terminal } from './client.ts';

/** Practice's administrator, as `npm run branch -- --practice-staff` prints it. */
const ADMINISTRATOR = { number: '1001', pin: '480261' } as const;

/** A PIN that nobody would guess from the number; invented. */
const PIN = '729405';

/** A branch's people and terminals, made by the API alone: by its practice administrator. */
export async function peopleOf(
  line: Line,
  url: string,
  {
    staff,
    terminals,
    wall = Date.now,
    roles = ['counter', 'lobby'],
  }: { staff: number; terminals: number; wall?: () => number; roles?: readonly string[] },
) {
  const administrator = new StaffPage(line, ADMINISTRATOR.number, ADMINISTRATOR.pin);
  const done = async (what: string, asked: Promise<{ code: string; body: unknown }>) => {
    const { code, body } = await asked;
    if (code) throw new Error(`${what}: ${code}`);
    return body as { readonly code: string };
  };
  const members: StaffPage[] = [];
  for (let at = 0; at < staff; at++) {
    const number = `${7001 + at}`;
    const body = { number, name: `Counter ${at + 1}`, branch: 'MAIN', roles };
    const { code } = await done('add', administrator.ask(url, { operation: 'POST /staff/api/people', body }));
    const member = new StaffPage(line, number, PIN);
    const first = { operation: 'POST /staff/api/first-pin', body: { number, code, pin: PIN } };
    await done('first PIN', member.enter(url, first));
    members.push(member);
  }
  const joined: Terminal[] = [];
  for (let at = 0; at < terminals; at++) {
    const terminal = new Terminal(line, `T${String(at + 1).padStart(2, '0')}`, wall);
    const operation = 'POST /staff/api/terminals/{id}/code';
    const { code } = await done(
      'code',
      administrator.ask(url, { operation, parameters: { id: terminal.id } }),
    );
    await terminal.enrol(url, code);
    joined.push(terminal);
  }
  return { administrator, members, terminals: joined };
}
