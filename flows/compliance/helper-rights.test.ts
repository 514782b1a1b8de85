import { describe, expect, it } from 'vitest';
import { SERVICES } from '#contracts/services/catalogue.ts';
import { HELPER_RIGHTS, SERVICE_IDS } from '#contracts/services/service.ts';
import { helperMay, isPastSigning, OWN_STEPS, rightsAt, rightsOf } from './helper-rights.ts';

const STEPS = SERVICE_IDS.flatMap((service) => {
  const { steps, approval } = SERVICES[service];
  return [...steps, ...(approval ? [approval.step] : [])].map((step) => [service, step] as const);
});

describe('what a helper may do', () => {
  it.each(STEPS)('in %s at %s is explained, and beyond that only what is declared', (service, step) => {
    expect(helperMay(service, step, 'explain')).toBe('allowed');
    for (const right of HELPER_RIGHTS)
      expect(helperMay(service, step, right) === 'allowed').toBe(rightsAt(service, step).includes(right));
    if (OWN_STEPS.has(step)) expect(rightsAt(service, step)).toEqual(['explain']);
  });

  it('is decided by nobody but at the step that says so', () => {
    const decided = STEPS.filter(([service, step]) => helperMay(service, step, 'approve') === 'allowed');
    for (const [service, step] of decided) expect(step).toBe(SERVICES[service].approval?.step);
  });

  it('is no matter any more once it is signed: what follows is carried out and handed over', () => {
    expect(isPastSigning('issueCard', 'card')).toBe(true);
    expect(isPastSigning('buyWealth', 'sign')).toBe(false);
    for (const service of SERVICE_IDS) expect(isPastSigning(service, 'result')).toBe(true);
  });

  it('in a step of the customer’s own is never more than to explain, whatever is declared', () => {
    for (const step of OWN_STEPS) {
      const declared = { steps: [step, 'other'], helper: { [step]: HELPER_RIGHTS, other: HELPER_RIGHTS } };
      expect(rightsOf(declared, step)).toEqual(['explain']);
      expect(rightsOf(declared, 'other')).toEqual(HELPER_RIGHTS);
    }
  });

  it('at a step that no service has is to explain', () => {
    expect(rightsAt('buyWealth', 'elsewhere')).toEqual(['explain']);
    expect(rightsAt('buyWealth', 'constructor')).toEqual(['explain']);
  });
});

/** A service that declares more than explaining there is wrong, though the policy would not give it. */
it('no service declares more than explaining of answers, teach-back, consent, confirmation and signature', () => {
  for (const service of SERVICE_IDS)
    for (const [step, rights] of Object.entries(SERVICES[service].helper ?? {})) {
      expect(
        [...SERVICES[service].steps, SERVICES[service].approval?.step],
        `${service} declares ${step}`,
      ).toContain(step);
      if (OWN_STEPS.has(step)) expect(rights, `${service} ${step}`).toEqual(['explain']);
    }
});
