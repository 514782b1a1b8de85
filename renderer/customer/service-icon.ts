import type { ServiceId } from '#contracts/services/service.ts';
import type { IconName } from '../ui/icons.tsx';

const ICONS: Readonly<Record<ServiceId, IconName>> = {
  reportLostCard: 'lock',
  changeReservedPhone: 'phone',
  assessRisk: 'scales',
  buyWealth: 'growth',
  withdrawOrder: 'return',
  eBankingSignUp: 'screens',
  issueCard: 'card',
  companyAccount: 'company',
};

export const serviceIcon = (service: ServiceId | undefined): IconName | undefined =>
  service ? ICONS[service] : undefined;
