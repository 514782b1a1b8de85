import { PRACTICE_STAFF } from '#branch/staff/practice.ts';
import type { AskInput, AskName, AskOutput } from '#contracts/supervisor/asks.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import { supervisorAnswerSchema } from '#contracts/supervisor/line.ts';
import { type SupervisorState, supervisorStateSchema } from '#contracts/supervisor/session.ts';
import { joinAs } from './kiosk.ts';

export const pinOf = (number: string): string =>
  PRACTICE_STAFF.find((one) => one.number === number)?.pin ?? '';

type Answer<Name extends AskName> =
  | { readonly ok: true; readonly value: AskOutput<Name> }
  | { readonly ok: false; readonly refusal: AskRefusal };

/** The page of supervisor mode without a browser: asks, and hears how the mode stands. */
export async function staffAt(url: string) {
  const page = await joinAs(url, 'supervisor');
  let id = 0;
  const states = () =>
    page.others.flatMap((message) =>
      message.type === 'channel' && message.name === 'supervisor.state'
        ? [supervisorStateSchema.parse(message.message)]
        : [],
    );
  const ask = async <Name extends AskName>(
    name: Name,
    input: AskInput<Name>,
    second?: { readonly number: string; readonly pin: string },
  ): Promise<Answer<Name>> => {
    const own = ++id;
    page.send({
      type: 'channel',
      name: 'supervisor.ask',
      message: { id: own, name, input, ...(second ? { second } : {}) },
    });
    const answer = await page.until(`the answer to ${name}`, () =>
      page.others
        .flatMap((message) =>
          message.type === 'channel' && message.name === 'supervisor.answer'
            ? [supervisorAnswerSchema.parse(message.message)]
            : [],
        )
        .find((one) => one.id === own),
    );
    return answer.ok
      ? { ok: true, value: answer.output as AskOutput<Name> }
      : { ok: false, refusal: answer.refusal };
  };
  return {
    ask,
    send: page.send,
    others: page.others,
    until: page.until,
    closed: page.closed,
    leave: page.leave,
    get state(): SupervisorState | undefined {
      return states().at(-1);
    },
    /** Waits until the mode stands so. */
    stands: (what: string, fits: (state: SupervisorState) => boolean) =>
      page.until(what, () => {
        const now = states().at(-1);
        return now && fits(now) ? now : undefined;
      }),
    signIn: (number: string, pin = pinOf(number)) => ask('entry.signIn', { number, pin }),
  };
}
