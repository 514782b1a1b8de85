import { SERVICES } from '#contracts/services/catalogue.ts';
import type { HelperRight, ServiceDeclaration, ServiceId } from '#contracts/services/service.ts';

/**
 * Steps, by name, in which the customer alone says what he bears, knows, agrees to, confirms and signs. Whatever a service
 * declares of them, a helper explains and no more.
 */
export const OWN_STEPS: ReadonlySet<string> = new Set([
  'questions',
  'suitability',
  'consent',
  'recording',
  'read',
  'teachBack',
  'review',
  'sign',
]);

/** Steps that ask the customer for nothing: who he is, his own card tells, and at the end there is only a receipt. */
const NOTHING_ASKED: ReadonlySet<string> = new Set(['identify', 'result']);

type Declared = Pick<ServiceDeclaration, 'steps' | 'approval' | 'helper'>;

/** What somebody who helps may do at a step of a service. A step that it does not declare is for the customer alone. */
export function rightsOf({ steps, approval, helper = {} }: Declared, step: string): readonly HelperRight[] {
  if (OWN_STEPS.has(step) || (!steps.includes(step) && approval?.step !== step)) return ['explain'];
  const declared = Object.hasOwn(helper, step) ? helper[step] : undefined;
  if (approval?.step === step) return declared ?? ['explain', 'approve'];
  return declared ?? (NOTHING_ASKED.has(step) ? ['explain', 'propose'] : ['explain']);
}

export const rightsAt = (service: ServiceId, step: string): readonly HelperRight[] =>
  rightsOf(SERVICES[service], step);

/** After the signature nothing is asked of the customer any more: what he has signed is carried out, and handed over. */
export function isPastSigning(service: ServiceId, step: string): boolean {
  const { steps } = SERVICES[service];
  const signed = steps.indexOf('sign');
  return step === 'result' || (signed >= 0 && steps.indexOf(step) > signed);
}

/** Whether a helper who does something of this kind at this step stays within his rights. */
export const helperMay = (service: ServiceId, step: string, right: HelperRight): 'allowed' | 'overstep' =>
  rightsAt(service, step).includes(right) ? 'allowed' : 'overstep';
