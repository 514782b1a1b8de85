import { describe, expect, it } from 'vitest';
import { NEEDED, RULES } from '#contracts/compliance/rules.ts';
import { cardKind, cardPortsWhereAllGoesWell } from '../card-ports.test-data.ts';
import type { FlowPorts, Submission } from '../ports.ts';
import { SHA256, salePorts } from '../sale-ports.test-data.ts';
import { CardGateShut } from './card-gate.ts';
import { gated } from './gate.ts';

const { here: _, ...product } = cardKind();
const PROOF = { approvalId: 'approval-1', staff: '1004', at: '2026-11-22T02:00:00.000Z' };
const OPEN: Submission = {
  type: 'openCard',
  customerRef: 'c',
  productRef: product.productRef,
  documentSha256: SHA256,
  approval: PROOF,
};
const BIND: Submission = { type: 'bindCard', customerRef: 'c', applicationRef: 'a', blankRef: 'b' };

/** Everything that must happen before a card is in a hand, in its order. */
function behindTheGate() {
  const done: string[] = [];
  const gate = gated({
    ...salePorts,
    ...cardPortsWhereAllGoesWell,
    beginVisit: async () => ({ visit: 'v', reference: 'r', today: '2026-11-22' }),
    endVisit: async () => ({}),
    approvalState: async () => ({ state: 'approved', reason: 'faceAndDocument', ...PROOF }),
    dispenseCard: async () => {
      done.push('dispense');
      return { outcome: 'fed' };
    },
    presentCard: async () => {
      done.push('present');
      return { outcome: 'presented' };
    },
    submit: async ({ type }: Submission) => {
      done.push(type);
      return {
        submission: 's',
        reference: 'r',
        outcome: 'done',
        ...(type === 'openCard' ? { application: { applicationRef: 'a' } } : {}),
      };
    },
  } as Partial<FlowPorts> as FlowPorts);
  const steps = {
    agree: () =>
      Promise.all(
        NEEDED['submit.openCard'].map((rule) =>
          gate.recordConsent({ rule, textVersion: RULES[rule].textVersion, answer: 'agreed' }),
        ),
      ),
    person: () => gate.approvalState({}, new AbortController().signal),
    sign: async () => {
      await gate.openPaper({
        template: 'cardApplication',
        product,
        occupation: 'employed',
        purpose: 'salary',
      });
      await gate.signPaper({ paper: 'paper-1', teachBack: [] });
    },
    apply: () => gate.submit(OPEN),
    feed: () => gate.dispenseCard({ applicationRef: 'a' }),
    bind: () => gate.submit(BIND),
    present: () => gate.presentCard({}),
  };
  return { gate, done, steps };
}
type StepName = keyof ReturnType<typeof behindTheGate>['steps'];
const ORDER: readonly StepName[] = ['agree', 'person', 'sign', 'apply', 'feed', 'bind', 'present'];

describe('a card', () => {
  it('moves once everything stands behind it', async () => {
    const { done, steps } = behindTheGate();
    for (const step of ORDER) await steps[step]();
    expect(done).toEqual(['openCard', 'dispense', 'bindCard', 'present']);
  });

  it.each(['agree', 'person', 'sign', 'apply'] as const)('does not move without: %s', async (missing) => {
    const { done, steps } = behindTheGate();
    const walk = async () => {
      for (const step of ORDER) if (step !== missing) await steps[step]();
    };
    await expect(walk()).rejects.toThrow();
    expect(done.filter((one) => one !== 'openCard')).toEqual([]);
  });

  it('is not presented that the bank was not asked to bind, nor bound for another application', async () => {
    const { gate, done, steps } = behindTheGate();
    for (const step of ['agree', 'person', 'sign', 'apply', 'feed'] as const) await steps[step]();
    await expect(async () => steps.present()).rejects.toThrow(CardGateShut);
    await expect(gate.submit({ ...BIND, applicationRef: 'another' })).rejects.toThrow(CardGateShut);
    expect(done).toEqual(['openCard', 'dispense']);
  });

  it('of one visit does not move in the next', async () => {
    const { gate, steps } = behindTheGate();
    for (const step of ['agree', 'person', 'sign', 'apply'] as const) await steps[step]();
    await gate.endVisit({ why: 'finished' });
    await expect(async () => steps.feed()).rejects.toThrow(CardGateShut);
  });

  it('is reported by nobody but the host', async () => {
    const { gate } = behindTheGate();
    for (const type of ['cardTaken', 'cardRetained'] as const)
      await expect(gate.submit({ ...BIND, type, reason: 'notTaken' } as Submission)).rejects.toThrow(
        CardGateShut,
      );
  });

  it('no camera looks without its consent', async () => {
    const { gate } = behindTheGate();
    await expect(gate.verifyPerson({ customerRef: 'c' })).rejects.toThrow();
  });
});
