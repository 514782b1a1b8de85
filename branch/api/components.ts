import * as z from 'zod';
import * as appointment from '#contracts/branch/appointment.ts';
import * as approval from '#contracts/branch/approval.ts';
import * as approvalReason from '#contracts/branch/approval-reason.ts';
import * as approvalSubject from '#contracts/branch/approval-subject.ts';
import * as assistance from '#contracts/branch/assistance.ts';
import * as board from '#contracts/branch/board.ts';
import * as call from '#contracts/branch/call.ts';
import * as callAct from '#contracts/branch/call-act.ts';
import * as callBack from '#contracts/branch/call-back.ts';
import * as callPolicy from '#contracts/branch/call-policy.ts';
import * as complaint from '#contracts/branch/complaint.ts';
import * as configuration from '#contracts/branch/configuration.ts';
import * as counter from '#contracts/branch/counter.ts';
import * as custody from '#contracts/branch/custody.ts';
import * as draft from '#contracts/branch/draft.ts';
import * as feedback from '#contracts/branch/feedback.ts';
import * as hall from '#contracts/branch/hall.ts';
import * as lobby from '#contracts/branch/lobby.ts';
import * as paper from '#contracts/branch/paper.ts';
import * as paperPage from '#contracts/branch/paper-page.ts';
import * as phone from '#contracts/branch/phone.ts';
import * as picture from '#contracts/branch/picture.ts';
import * as position from '#contracts/branch/position.ts';
import * as promise from '#contracts/branch/promise.ts';
import * as queue from '#contracts/branch/queue.ts';
import * as recording from '#contracts/branch/recording.ts';
import * as signal from '#contracts/branch/signal.ts';
import * as staff from '#contracts/branch/staff.ts';
import * as still from '#contracts/branch/still.ts';
import * as task from '#contracts/branch/task.ts';
import * as terminal from '#contracts/branch/terminal.ts';
import * as terminalFigures from '#contracts/branch/terminal-figures.ts';
import * as terminalPolicy from '#contracts/branch/terminal-policy.ts';
import * as terminalStaff from '#contracts/branch/terminal-staff.ts';
import * as ticket from '#contracts/branch/ticket.ts';
import * as language from '#contracts/language.ts';
import * as screen from '#contracts/screen/screen.ts';
import * as form from '#contracts/services/form.ts';
import * as service from '#contracts/services/service.ts';

/** What is described once, under its contract's own name, and referred to everywhere else. */
const NAMED = [
  appointment,
  approval,
  approvalReason,
  approvalSubject,
  assistance,
  board,
  call,
  callAct,
  callBack,
  callPolicy,
  complaint,
  configuration,
  counter,
  custody,
  draft,
  feedback,
  form,
  hall,
  language,
  lobby,
  paper,
  picture,
  still,
  paperPage,
  phone,
  position,
  promise,
  queue,
  recording,
  screen,
  service,
  signal,
  staff,
  task,
  terminal,
  terminalFigures,
  terminalPolicy,
  terminalStaff,
  ticket,
];

const names = z.registry<{ id: string }>();
for (const exported of NAMED.flatMap((contract) => Object.entries(contract))) {
  const [name, schema] = exported;
  if (!name.endsWith('Schema') || !(schema instanceof z.ZodType) || names.has(schema)) continue;
  names.add(schema, { id: `${name.charAt(0).toUpperCase()}${name.slice(1, -'Schema'.length)}` });
}

/**
 * The named schemas of an OpenAPI document, gathered while its calls are described. What is sent may leave out what has
 * a default and what is answered does not, so a schema that reads differently as content of a request has a second
 * name, `…Given`.
 */
export class Components {
  readonly schemas: Record<string, object> = {};

  /** The schema as it stands in a call, its named parts referred to. */
  describe(schema: z.ZodType, io: 'input' | 'output'): object {
    const made: object = z.toJSONSchema(schema, { io, metadata: names });
    const { $schema: _, $defs = {}, ...own } = made as Parts;
    const given = new Map(
      Object.entries($defs).map(([name, def]) => [name, this.#keep(name, def, $defs, io)] as const),
    );
    return referring(own, given);
  }

  #keep(name: string, def: object, defs: Readonly<Record<string, object>>, io: 'input' | 'output'): string {
    const alike = io === 'output' || !differs(def, defs);
    const kept = alike ? name : `${name}Given`;
    const given = new Map(
      Object.keys(defs).map((each) => {
        const other = io === 'output' || !differs(defs[each] ?? {}, defs);
        return [each, other ? each : `${each}Given`] as const;
      }),
    );
    const { id: _, ...rest } = def as Parts;
    this.schemas[kept] = referring(rest, given);
    return kept;
  }
}

type Parts = { readonly $schema?: string; readonly id?: string; readonly $defs?: Record<string, object> };

/** Whether something in it, or in what it refers to, has a default: then a request may leave it out. */
function differs(def: object, defs: Readonly<Record<string, object>>, seen = new Set<string>()): boolean {
  const text = JSON.stringify(def);
  if (text.includes('"default":')) return true;
  return [...text.matchAll(/"#\/\$defs\/(\w+)"/g)].some(([, name = '']) => {
    if (seen.has(name)) return false;
    seen.add(name);
    return differs(defs[name] ?? {}, defs, seen);
  });
}

const referring = (def: object, given: ReadonlyMap<string, string>): object =>
  JSON.parse(
    JSON.stringify(def).replace(
      /"#\/\$defs\/(\w+)"/g,
      (_, name: string) => `"#/components/schemas/${given.get(name) ?? name}"`,
    ),
  );
