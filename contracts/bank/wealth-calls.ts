import { z } from 'zod';
import { ALWAYS, KEYED, WITHOUT_WORDS } from './endings.ts';
import { assessmentAnswer, assessmentOperation, assessmentRecord, riskQuestionnaire } from './risk.ts';
import { idempotencyKey, opaqueRef } from './values.ts';
import {
  orderNumber,
  wealthCatalogue,
  wealthOrderOperation,
  wealthOrderRequest,
  wealthOrders,
  withdrawalOperation,
  withdrawalRequest,
} from './wealth.ts';

const nothing = z.strictObject({});
const customerPath = z.strictObject({ customerRef: opaqueRef });
const orderPath = z.strictObject({ orderNumber });
const key = { idempotencyKey };

/** The calls about risk and wealth products; rows as in `calls.ts`. */
export const WEALTH_CALLS = {
  riskQuestionnaire: {
    method: 'GET',
    path: '/v1/wealth/questionnaire',
    params: nothing,
    body: nothing,
    input: nothing,
    reply: riskQuestionnaire,
    keyed: false,
    errors: WITHOUT_WORDS,
  },
  riskAssessmentOf: {
    method: 'GET',
    path: '/v1/customers/{customerRef}/risk-assessment',
    params: customerPath,
    body: nothing,
    input: customerPath,
    reply: assessmentAnswer,
    keyed: false,
    errors: [...ALWAYS, 'customerUnknown'],
  },
  recordRiskAssessment: {
    method: 'POST',
    path: '/v1/wealth/assessments',
    params: nothing,
    body: assessmentRecord,
    input: z.strictObject({ ...assessmentRecord.shape, ...key }),
    reply: assessmentOperation,
    keyed: true,
    errors: [...KEYED, 'customerUnknown'],
  },
  wealthProducts: {
    method: 'GET',
    path: '/v1/wealth/products',
    params: nothing,
    body: nothing,
    input: nothing,
    reply: wealthCatalogue,
    keyed: false,
    errors: WITHOUT_WORDS,
  },
  placeWealthOrder: {
    method: 'POST',
    path: '/v1/wealth/orders',
    params: nothing,
    body: wealthOrderRequest,
    input: z.strictObject({ ...wealthOrderRequest.shape, ...key }),
    reply: wealthOrderOperation,
    keyed: true,
    errors: [...KEYED, 'customerUnknown', 'cardUnknown', 'productUnknown'],
  },
  wealthOrders: {
    method: 'GET',
    path: '/v1/customers/{customerRef}/wealth-orders',
    params: customerPath,
    body: nothing,
    input: customerPath,
    reply: wealthOrders,
    keyed: false,
    errors: [...ALWAYS, 'customerUnknown'],
  },
  withdrawWealthOrder: {
    method: 'POST',
    path: '/v1/wealth/orders/{orderNumber}/withdraw',
    params: orderPath,
    body: withdrawalRequest,
    input: z.strictObject({ ...orderPath.shape, ...withdrawalRequest.shape, ...key }),
    reply: withdrawalOperation,
    keyed: true,
    errors: [...KEYED, 'customerUnknown', 'orderUnknown'],
  },
} as const;
