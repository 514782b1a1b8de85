import type * as z from 'zod';
import {
  PRESENCE_BYTES,
  PRESENCE_SIGNATURE,
  PRESENCE_TIMESTAMP,
  PRESENCE_WINDOW_SECONDS,
} from '#contracts/branch/arrival.ts';
import { BRANCH_REFUSALS, refusalBodySchema } from '#contracts/branch/refusal.ts';
import { type Role, STAFF_COOKIE, STAFF_HEADER } from '#contracts/branch/staff.ts';
import { TERMINAL_STAFF_HEADER } from '#contracts/branch/terminal-staff.ts';
import { PRESENCE_EXAMPLE } from '../arrivals/presence-example.ts';
import { STATUS } from '../http/answer.ts';
import { BRANCH_CALLS, type BranchCall, type Caller } from './calls.ts';
import { Components } from './components.ts';

const DESCRIPTION = `Terminals and pages of a branch speak to its branch service by these calls. Bodies are JSON in UTF-8, at most 64 kB;
fields that are not described here are refused. docs/branch.md tells what they are for, how requests are signed, and how
the queue is ordered.

**Terminals** (security \`terminal\`) sign every request by HTTP Message Signatures (RFC 9421) with Ed25519 over @method, @path,
@query and content-digest; docs/branch.md has an example with all bytes. Ids are the terminal's: after no answer the same
request is sent again, and has its effect once.

**Staff** (security \`staff\`) carry the session's cookie and the header \`${STAFF_HEADER}: 1\`, and for a POST an Origin that is
the service's own. What a role may do stands at each call.

**The bank's own programs** (security \`bookingKey\`) book appointments with a key from the service's file of keys;
docs/appointments.md has a worked example.

**Adapters of beacons** (security \`presenceTimestamp\` and \`presenceSignature\`) say that a tag was seen in a branch. They hold
the presence secret from the same file, and sign each event: \`${PRESENCE_TIMESTAMP}\` is the time in seconds since the Unix
epoch, at most ${PRESENCE_WINDOW_SECONDS} s from the service's; \`${PRESENCE_SIGNATURE}\` is \`v1=\` and the HMAC-SHA-256, hexadecimal in lower case, under the
secret as it stands there, over the timestamp, a full stop and the content's bytes. At most ${PRESENCE_BYTES} bytes. A signature is taken once;
after no answer sign again with the time it is then. For example, with the secret \`${PRESENCE_EXAMPLE.secret}\`:

    POST /presence/v1/events
    content-type: application/json
    ${PRESENCE_TIMESTAMP}: ${PRESENCE_EXAMPLE.timestamp}
    ${PRESENCE_SIGNATURE}: ${PRESENCE_EXAMPLE.signature}

    ${PRESENCE_EXAMPLE.content}

**Events.** Calls with \`after\` and \`wait\` are long polls: they answer at once when there is another revision or version
than \`after\`, else as soon as there is, else after \`wait\` seconds. Nothing is missed in between: an answer tells how
everything stands, and the next call begins with its revision. After a broken line simply ask again.

**Refusals** are \`{error: {code, detail?, serverTime?, retryAfter?}}\`; each code comes with one status only.`;

const CALLERS: Readonly<Record<Exclude<Caller, Role>, string>> = {
  terminal: 'An enrolled terminal.',
  anybody: 'Anybody who reaches the service.',
  staffPage: `A page of staff, signed in or not (header \`${STAFF_HEADER}: 1\`).`,
  signedIn: 'Any signed-in member of staff.',
  staffAtTerminal: `An enrolled terminal, for whoever is signed in there (header \`${TERMINAL_STAFF_HEADER}\`: the token of his session).`,
  bank: 'A program of the bank, by the booking key.',
  presence: 'An adapter of beacons, by the presence secret.',
  tellerAndApprover:
    'A signed-in member of staff with both the roles `teller` and `approver`, in a live call.',
  lobbyOrManager: 'A signed-in member of staff with the role `lobby` or `manager`.',
  counterLobbyOrManager: 'A signed-in member of staff with the role `counter`, `lobby` or `manager`.',
};

const callerOf = (caller: Caller): string =>
  Object.hasOwn(CALLERS, caller)
    ? CALLERS[caller as keyof typeof CALLERS]
    : `A signed-in member of staff with the role \`${caller}\`.`;

const securityOf = (caller: Caller): object[] => {
  if (caller === 'terminal') return [{ terminal: [] }];
  if (caller === 'staffAtTerminal') return [{ terminal: [], terminalStaff: [] }];
  if (caller === 'bank') return [{ bookingKey: [] }];
  if (caller === 'presence') return [{ presenceTimestamp: [], presenceSignature: [] }];
  return caller === 'anybody' || caller === 'staffPage' ? [] : [{ staff: [] }];
};

const json = (components: Components, schema: z.ZodType, io: 'input' | 'output'): object => ({
  'application/json': { schema: components.describe(schema, io) },
});

const PARAMETER = /:(\w+)/g;

function operationOf(call: BranchCall, components: Components): object {
  const parameters = [
    ...[...call.path.matchAll(PARAMETER)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(call.query ?? {}).map(([name, description]) => ({
      name,
      in: 'query',
      description,
      schema: { type: 'string' },
    })),
  ];
  const content = call.answer ? json(components, call.answer, 'output') : { 'audio/wav': {} };
  return {
    operationId: call.id,
    summary: call.summary,
    description: callerOf(call.caller),
    security: securityOf(call.caller),
    ...(parameters.length > 0 && { parameters }),
    ...(call.request && {
      requestBody: { required: true, content: json(components, call.request, 'input') },
    }),
    responses: {
      200: {
        description: call.made ? 'It stood already: the same request came before.' : 'It is so.',
        content,
      },
      ...(call.made && { 201: { description: 'It was made.', content } }),
      default: { $ref: '#/components/responses/Refused' },
    },
  };
}

/** The whole document (OpenAPI 3.1), made from the very schemas by which the service checks. */
export function branchApi(): object {
  const components = new Components();
  const paths: Record<string, Record<string, object>> = {};
  for (const call of BRANCH_CALLS) {
    const path = call.path.replace(PARAMETER, '{$1}');
    paths[path] = { ...paths[path], [call.method.toLowerCase()]: operationOf(call, components) };
  }
  const statuses = BRANCH_REFUSALS.map((code) => `\`${code}\` ${STATUS[code]}`).join(', ');
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vestibule branch service',
      version: '1.0.0',
      summary: 'What terminals and pages ask of their branch.',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [
      {
        url: 'https://branch.example:8461',
        description: 'One instance; all instances of a database answer the same.',
      },
    ],
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: {
        terminal: { type: 'http', scheme: 'signature', description: 'RFC 9421, as docs/branch.md says.' },
        bookingKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'From the file of keys, as docs/appointments.md says.',
        },
        presenceTimestamp: { type: 'apiKey', in: 'header', name: PRESENCE_TIMESTAMP },
        presenceSignature: { type: 'apiKey', in: 'header', name: PRESENCE_SIGNATURE },
        staff: { type: 'apiKey', in: 'cookie', name: STAFF_COOKIE },
        terminalStaff: { type: 'apiKey', in: 'header', name: TERMINAL_STAFF_HEADER },
      },
      responses: {
        Refused: {
          description: `Refused. Codes and their statuses: ${statuses}.`,
          content: json(components, refusalBodySchema, 'output'),
        },
      },
    },
  };
}
