import type { FormValues } from '#contracts/services/form.ts';
import { SERVICE_IDS, type ServiceId } from '#contracts/services/service.ts';
import type { Age, View } from '../present/view.ts';
import { assessRisk } from './assess-risk/flow.ts';
import { buyWealth } from './buy-wealth/flow.ts';
import { changeReservedPhone } from './change-reserved-phone/flow.ts';
import { companyAccount } from './company-account/flow.ts';
import { eBankingSignUp } from './e-banking-sign-up/flow.ts';
import { issueCard } from './issue-card/flow.ts';
import { reportLostCard } from './report-lost-card/flow.ts';
import type { ServiceActors } from './service-machine.ts';
import { withdrawOrder } from './withdraw-order/flow.ts';

/** How each service runs and what of it is on the screen. A new one is a folder beside this file and a line here. */
const FLOWS = {
  reportLostCard,
  changeReservedPhone,
  assessRisk,
  buyWealth,
  withdrawOrder,
  eBankingSignUp,
  issueCard,
  companyAccount,
} satisfies Record<ServiceId, object>;

type Machines = { readonly [Id in ServiceId]: (typeof FLOWS)[Id]['machine'] };
export type ServiceSnapshot = ReturnType<Machines[ServiceId]['transition']>;

const eachService = <T>(value: (id: ServiceId) => T) =>
  Object.fromEntries(SERVICE_IDS.map((id) => [id, value(id)]));

/** The machines as they are declared, for the visit that runs one of them. */
export const serviceMachines = eachService((id) => FLOWS[id].machine) as Machines;

/** The machines on a world. */
export const servicesOn = (actors: ServiceActors) => eachService((id) => FLOWS[id].on(actors)) as Machines;

/** What has been entered of its form and is not done; null when there is nothing of the kind. */
export function draftOf(id: ServiceId, snapshot: ServiceSnapshot): FormValues | null {
  const draft = FLOWS[id].draft as (snapshot: ServiceSnapshot) => FormValues | null;
  return draft(snapshot);
}

/** What of the service is on the screen. The snapshot is that of its own machine. */
export function serviceView(id: ServiceId, snapshot: ServiceSnapshot, age: Age, elder: boolean): View {
  const view = FLOWS[id].view as (snapshot: ServiceSnapshot, age: Age, elder: boolean) => View;
  return view(snapshot, age, elder);
}
