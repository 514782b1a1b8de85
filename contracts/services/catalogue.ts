import { assessRisk } from './assess-risk.ts';
import { buyWealth } from './buy-wealth.ts';
import { changeReservedPhone } from './change-reserved-phone.ts';
import { companyAccount } from './company-account.ts';
import { eBankingSignUp } from './e-banking-sign-up.ts';
import { issueCard } from './issue-card.ts';
import { reportLostCard } from './report-lost-card.ts';
import type { ServiceDeclaration, ServiceId } from './service.ts';
import { withdrawOrder } from './withdraw-order.ts';

/** Every service of the product, in the order the menu shows them. */
export const SERVICES: Readonly<Record<ServiceId, ServiceDeclaration>> = {
  reportLostCard,
  changeReservedPhone,
  assessRisk,
  buyWealth,
  withdrawOrder,
  eBankingSignUp,
  issueCard,
  companyAccount,
};
