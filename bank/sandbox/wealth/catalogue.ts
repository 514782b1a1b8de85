import type { WealthCatalogue, WealthProduct } from '#contracts/bank/wealth.ts';
import { dayMoved } from './calendar.ts';

const YUAN = 100;

/** Rules every order must name as confirmed; a customer's class meets the product's risk among them. */
const CONFIRMATIONS = ['wealth.riskDisclosure', 'wealth.riskMatch', 'wealth.ownDecision'];

type Facts = Pick<WealthProduct, 'productRef' | 'name' | 'risk' | 'termDays'> & {
  readonly expected: readonly [low: number, middle: number, high: number];
  /** Days from the start of the books. */
  readonly closesInDays: number;
} & Partial<Omit<WealthProduct, 'expected'>>;

type Listed = Omit<WealthProduct, 'open'>;

/** `day`: the first of the books. A sale ends at midnight of the bank's calendar, 16:00 in UTC. */
function listed(day: string, { expected, closesInDays, ...facts }: Facts): Listed {
  const [lowBasisPoints, middleBasisPoints, highBasisPoints] = expected;
  const { open: _, ...rest } = {
    feeBasisPoints: 30,
    currency: 'CNY' as const,
    minimumFen: 10_000 * YUAN,
    stepFen: 1_000 * YUAN,
    maximumFen: 1_000_000 * YUAN,
    coolingOffHours: 24,
    recording: false,
    teachBack: ['notADeposit', 'mayLose'] as WealthProduct['teachBack'],
    confirmations: CONFIRMATIONS,
    open: true,
    ...facts,
  };
  return {
    ...rest,
    expected: { lowBasisPoints, middleBasisPoints, highBasisPoints },
    closesAt: `${dayMoved(day, 0, closesInDays)}T16:00:00.000Z`,
  };
}

/** The invented products of the sandbox bank, for books that begin on `day`. */
export const products = (day: string): readonly Listed[] => [
  listed(day, {
    productRef: 'wpr_stream-daily',
    name: { zh: '溪流·每日申赎', en: 'Stream, daily in and out' },
    risk: 'R1',
    termDays: null,
    expected: [120, 160, 190],
    feeBasisPoints: 15,
    minimumFen: 1 * YUAN,
    stepFen: 1,
    coolingOffHours: 0,
    closesInDays: 3_650,
    teachBack: ['notADeposit'],
  }),
  listed(day, {
    productRef: 'wpr_pebble-90',
    name: { zh: '卵石·90 天', en: 'Pebble, 90 days' },
    risk: 'R1',
    termDays: 90,
    expected: [150, 200, 230],
    feeBasisPoints: 20,
    minimumFen: 1_000 * YUAN,
    stepFen: 100 * YUAN,
    closesInDays: 365,
  }),
  listed(day, {
    productRef: 'wpr_meadow-180',
    name: { zh: '青原·180 天', en: 'Meadow, 180 days' },
    risk: 'R2',
    termDays: 180,
    expected: [180, 260, 320],
    closesInDays: 365,
  }),
  listed(day, {
    productRef: 'wpr_bridge-365',
    name: { zh: '石桥·一年', en: 'Bridge, one year' },
    risk: 'R2',
    termDays: 365,
    expected: [200, 300, 380],
    closesInDays: 365,
    teachBack: ['mayLose', 'moneyLocked'],
  }),
  listed(day, {
    productRef: 'wpr_orchard-730',
    name: { zh: '果园·两年', en: 'Orchard, two years' },
    risk: 'R3',
    termDays: 730,
    expected: [-150, 380, 620],
    feeBasisPoints: 60,
    closesInDays: 365,
    teachBack: ['mayLose', 'rangeNoPromise'],
  }),
  listed(day, {
    productRef: 'wpr_ridge-1095',
    name: { zh: '山脊·三年（私募）', en: 'Ridge, three years (private)' },
    risk: 'R4',
    termDays: 1_095,
    expected: [-800, 500, 1_200],
    feeBasisPoints: 120,
    minimumFen: 300_000 * YUAN,
    stepFen: 10_000 * YUAN,
    maximumFen: 5_000_000 * YUAN,
    closesInDays: 365,
    recording: true,
    teachBack: ['mayLose', 'rangeNoPromise'],
  }),
  listed(day, {
    productRef: 'wpr_summit-open',
    name: { zh: '峰顶·权益开放', en: 'Summit, shares, open-ended' },
    risk: 'R5',
    termDays: null,
    expected: [-2_500, 600, 2_200],
    feeBasisPoints: 150,
    closesInDays: 365,
    teachBack: ['mayLose', 'rangeNoPromise'],
  }),
  listed(day, {
    productRef: 'wpr_harbour-past',
    name: { zh: '旧港·一百天（已售完）', en: 'Old harbour, 100 days (closed)' },
    risk: 'R2',
    termDays: 100,
    expected: [180, 240, 300],
    closesInDays: -2,
  }),
];

/** Who is 65 or older is asked more before a product of high risk (measures on suitability, since 2026-02-01). */
export const SALE_POLICY: WealthCatalogue['policy'] = {
  minimumAge: 18,
  elder: { fromAge: 65, fromRisk: 'R4', confirmations: ['wealth.elderHighRisk'] },
};
