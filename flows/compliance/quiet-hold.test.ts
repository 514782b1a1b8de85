import { describe, expect, it } from 'vitest';
import { cardPortsWhereAllGoesWell } from '../card-ports.test-data.ts';
import type { FlowPorts, Submission } from '../ports.ts';
import { salePorts } from '../sale-ports.test-data.ts';
import { held, QuietHold } from './quiet-hold.ts';

const BLOCK: Submission = { type: 'blockCard', customerRef: 'c', cardRef: 'k' };
const BIND: Submission = { type: 'bindCard', customerRef: 'c', applicationRef: 'a', blankRef: 'b' };

function behindTheHold() {
  const done: string[] = [];
  const hold = new QuietHold();
  const ports = held(
    {
      ...salePorts,
      ...cardPortsWhereAllGoesWell,
      submit: async ({ type }: Submission) => {
        done.push(type);
        return { submission: 's', reference: 'r', outcome: 'done' };
      },
      signPaper: async () => {
        done.push('sign');
        return { outcome: 'sealed', sha256: '', number: '', stamped: false };
      },
      dispenseCard: async () => {
        done.push('dispense');
        return { outcome: 'fed' };
      },
      presentCard: async () => {
        done.push('present');
        return { outcome: 'presented' };
      },
    } as Partial<FlowPorts> as FlowPorts,
    hold,
  );
  const all = async () => {
    const answers = await Promise.all([
      ports.submit(BLOCK),
      ports.submit(BIND),
      ports.signPaper({ paper: 'p', teachBack: [] }),
      ports.dispenseCard({ applicationRef: 'a' }),
      ports.presentCard({}),
    ]);
    return answers.map(({ outcome }) => outcome);
  };
  return { hold, done, all };
}

describe('while the customer may be under pressure', () => {
  it('nothing is sent, signed or handed over; afterwards only a card that was on its way goes on', async () => {
    const { hold, done, all } = behindTheHold();
    hold.begin();
    const waiting = all();
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toEqual([]);
    hold.end(true);
    expect(await waiting).toEqual(['notSent', 'done', 'notSigned', 'fed', 'presented']);
    expect([...done].sort()).toEqual(['bindCard', 'dispense', 'present']);
  });

  it('and nothing afterwards where nobody came', async () => {
    const { hold, done, all } = behindTheHold();
    hold.begin();
    const waiting = all();
    hold.end(false);
    expect(await waiting).toEqual(['notSent', 'notSent', 'notSigned', 'notFed', 'notPresented']);
    expect(done).toEqual([]);
  });

  it('begun twice it is over once; at any other time everything passes', async () => {
    const { hold, done, all } = behindTheHold();
    await all();
    expect(done).toHaveLength(5);
    hold.begin();
    const waiting = all();
    hold.begin();
    hold.end(true);
    await waiting;
    await all();
    expect(done).toHaveLength(13);
  });
});
