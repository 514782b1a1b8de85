import { z } from 'zod';
import { err, type Result } from '#foundation/result.ts';
import type { ActDescription, SimulatorError } from './simulator.ts';

export type Ran = Result<object, SimulatorError>;

/** An act of a simulator with what it does. */
export type Act = ActDescription & { readonly run: (input: unknown) => Ran };

/** An act that needs no input. */
export const nothing = z.strictObject({});

/** One act: its input is checked against its schema before it runs. */
export function act<Schema extends z.ZodType>(
  name: string,
  does: string,
  schema: Schema,
  run: (input: z.infer<Schema>) => Ran,
): Act {
  return {
    name,
    does,
    input: z.toJSONSchema(schema),
    run: (input) => {
      const parsed = schema.safeParse(input);
      if (parsed.success) return run(parsed.data);
      // Places only: what was typed may be a card number.
      const places = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`);
      return err({ code: 'badInput', detail: places.join('; ').slice(0, 200) });
    },
  };
}

/** Does the act of that name. */
export function runAct(acts: readonly Act[], name: string, input: unknown): Ran {
  const found = acts.find((known) => known.name === name);
  return found ? found.run(input) : err({ code: 'unknownAct' });
}
