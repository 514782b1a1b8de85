import { SERVICES } from '#contracts/services/catalogue.ts';
import type { Ineligibility, ServiceDeclaration, ServiceId } from '#contracts/services/service.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import type { Health, HealthOf } from './events.ts';
import type { DocumentFacts } from './facts.ts';

export type HealthMap = Readonly<Record<HealthOf, Health>>;

/** Why this terminal cannot do the service for anybody now; null when it can. */
export function unavailable(service: ServiceDeclaration, health: HealthMap): Ineligibility | null {
  if (service.devices.some((device) => health[device] !== 'ok')) return 'deviceMissing';
  if (health.bank !== 'ok') return 'bankUnreachable';
  if (service.needsBranch && health.branch !== 'ok') return 'branchUnreachable';
  return null;
}

/** Why this person may not use the service here; null when he may. Checked before the first question. */
export function ineligible(
  service: ServiceDeclaration,
  facts: DocumentFacts,
  /** Null: the bank does not know him. */
  cards: number | null,
  health: HealthMap,
): Ineligibility | null {
  const { eligibility } = service;
  if (!eligibility.documents.includes(facts.type)) return 'documentNotAccepted';
  if (eligibility.documentMustBeValid && facts.validity !== 'valid')
    return facts.validity === 'expired' ? 'documentExpired' : 'documentNotYetValid';
  if (facts.age < eligibility.minimumAge) return 'tooYoung';
  if (cards === null && !eligibility.anybody) return 'notCustomer';
  if (cards === 0 && !eligibility.withoutCards) return 'noCards';
  return unavailable(service, health);
}

/** Services this terminal can do for somebody now, in the menu's order. */
export const offeredServices = (health: HealthMap): ServiceId[] =>
  SERVICE_IDS.filter((id) => unavailable(SERVICES[id], health) === null);

/** What a screen says of it where the branch service cannot be had: what needs only the bank goes on. */
export const cutOffOf = (health: HealthMap): { readonly cutOff?: true } =>
  health.branch === 'ok' ? {} : { cutOff: true };
