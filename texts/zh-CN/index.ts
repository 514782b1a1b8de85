import { actions } from './actions.ts';
import { approval } from './approval.ts';
import { business } from './business.ts';
import { call } from './call.ts';
import { company } from './company.ts';
import { eBanking } from './e-banking.ts';
import { feedback } from './feedback.ts';
import { finding } from './finding.ts';
import { frame } from './frame.ts';
import { helper } from './helper.ts';
import { issue } from './issue.ts';
import { line } from './line.ts';
import { media } from './media.ts';
import { overlays } from './overlays.ts';
import { queue } from './queue.ts';
import { receipt } from './receipt.ts';
import { sale } from './sale.ts';
import { services } from './services.ts';
import { signing } from './signing.ts';
import { speech } from './speech.ts';
import { welcome } from './welcome.ts';
import { withdrawal } from './withdrawal.ts';

export const zhCN = {
  ...frame,
  ...actions,
  ...welcome,
  ...services,
  ...sale,
  ...withdrawal,
  ...eBanking,
  ...issue,
  ...company,
  ...signing,
  ...business,
  ...approval,
  ...media,
  ...queue,
  ...finding,
  ...feedback,
  ...overlays,
  ...helper,
  ...call,
  ...speech,
  ...receipt,
  ...line,
} as const;
