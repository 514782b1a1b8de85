import type { ReadyPerson } from '#contracts/bank/people.ts';
import type { CustomerPage } from '../../support/kiosk.ts';
import type { Hands } from '../support/hands.ts';
import { eventually } from '../support/wait.ts';

/** Who walks the journey, and with what. */
export type Walker = { readonly hands: Hands; readonly page: CustomerPage; readonly person: ReadyPerson };

/** One screen of a journey: how it is recognised, and what the customer does on it. */
export type Step = {
  readonly name: string;
  see(walker: Walker): Promise<unknown>;
  act(walker: Walker): Promise<void> | void;
};

export type Journey = {
  readonly name: string;
  /** Key of the ready person. */
  readonly person: string;
  readonly steps: readonly Step[];
  /** The step whose act asks the bank for something that cannot be undone. */
  readonly confirms: string | null;
};

const step = (name: string, see: Step['see'], act: Step['act']): Step => ({ name, see, act });

const idle = step(
  'idle',
  ({ page }) => page.see('idle', (body) => body.notice === null),
  ({ hands, person }) => hands.layIdCard(person),
);

/** The card that can be chosen and fits; the index is the choice. */
async function choose({ page }: Walker, fits: (last4: string) => boolean = () => true): Promise<void> {
  const { cards } = await page.see('chooseCard');
  await page.act(
    'choose',
    cards.findIndex((card) => card.selectable && fits(card.last4)),
  );
}

const menu = (service: number): Step =>
  step(
    'menu',
    ({ page }) => page.see('menu'),
    ({ page }) => page.act('choose', service),
  );

const goodbye: readonly Step[] = [
  step(
    'result',
    ({ page }) => page.see('result', ({ outcome }) => outcome === 'done' || outcome === 'caseOpened'),
    ({ page }) => page.act('printReceipt'),
  ),
  step(
    'receipt printed',
    ({ page }) => page.see('result', ({ receipt }) => receipt === 'printed'),
    ({ page }) => page.act('next'),
  ),
  step(
    'take ID card',
    ({ page }) => page.see('takeMedia', ({ what }) => what === 'idCard'),
    async ({ hands }) => {
      await hands.liftIdCard();
      await hands.takeReceipt();
    },
  ),
  step(
    'farewell',
    ({ page }) => page.see('farewell'),
    ({ page }) => page.act('next'),
  ),
  step(
    'idle again',
    ({ page }) => page.see('idle', (body) => body.notice === null),
    async () => {},
  ),
];

const confirm = (kind: 'reviewBlock' | 'reviewPhone'): Step =>
  step(
    'review',
    ({ page }) => page.see(kind),
    ({ page }) => page.act('confirm'),
  );

const newNumber = step(
  'new number',
  ({ page }) => page.see('enterPhone'),
  async ({ page }) => {
    await page.type('14200990099');
    await page.act('confirm');
  },
);

/** The customer's own card that has a phone at the bank. */
const withPhone = ({ person }: Walker) => {
  const card = person.cards.find(({ reservedPhone, status }) => reservedPhone && status === 'active');
  return (last4: string) => card?.pan.slice(-4) === last4;
};

const chooseWithPhone = step(
  'choose card',
  ({ page }) => page.see('chooseCard'),
  (walker) => choose(walker, withPhone(walker)),
);

/** A card that is pushed in before anything else is read and given back at once. */
const bankCard: readonly Step[] = [
  step(
    'start',
    ({ page }) => page.see('idle', (body) => body.notice === null),
    ({ page }) => page.act('start'),
  ),
  step(
    'insert bank card',
    ({ page }) => page.see('identify'),
    async ({ hands, person }) => {
      await eventually('an open entry', 5_000, async () => (await hands.insertCard(person, 0)) || undefined);
    },
  ),
  step(
    'take bank card',
    ({ page }) => page.see('takeMedia', ({ what }) => what === 'card'),
    async ({ hands }) => {
      await hands.takeCard();
    },
  ),
  step(
    'identify again',
    ({ page }) => page.see('identify'),
    ({ page }) => page.act('back'),
  ),
  step(
    'farewell',
    ({ page }) => page.see('farewell'),
    ({ page }) => page.act('next'),
  ),
];

/** Both services whole, with every screen a customer can stand on, and a card in the machine. */
export const JOURNEYS: readonly Journey[] = [
  {
    name: 'lost card',
    person: 'adult',
    confirms: 'review',
    steps: [
      idle,
      menu(0),
      step(
        'choose card',
        ({ page }) => page.see('chooseCard'),
        (walker) => choose(walker),
      ),
      confirm('reviewBlock'),
      ...goodbye,
    ],
  },
  {
    name: 'new phone by code',
    person: 'adult',
    confirms: 'review',
    steps: [
      idle,
      menu(1),
      chooseWithPhone,
      step(
        'prove old number',
        ({ page }) => page.see('proveOldNumber'),
        ({ page }) => page.act('sendCode'),
      ),
      step(
        'enter code',
        ({ page }) => page.see('enterCode', ({ problem }) => problem === null),
        async ({ hands, page, person }) => {
          const code = await eventually('the code', 5_000, () => hands.newestCode(person));
          await page.type(code);
          await page.act('confirm');
        },
      ),
      newNumber,
      confirm('reviewPhone'),
      ...goodbye,
    ],
  },
  {
    name: 'new phone by case',
    person: 'elder',
    confirms: 'review',
    steps: [
      idle,
      step(
        'large type offered',
        ({ page }) => page.see('elderOffer'),
        ({ page }) => page.act('toggleTextSize'),
      ),
      menu(1),
      chooseWithPhone,
      step(
        'prove old number',
        ({ page }) => page.see('proveOldNumber'),
        ({ page }) => page.act('noOldNumber'),
      ),
      newNumber,
      step(
        'review',
        ({ page }) => page.see('reviewPhone', ({ route }) => route === 'person'),
        ({ page }) => page.act('openCase'),
      ),
      ...goodbye,
    ],
  },
  {
    name: 'not for a minor',
    person: 'minor',
    confirms: null,
    steps: [
      idle,
      menu(0),
      step(
        'not eligible',
        ({ page }) => page.see('notEligible'),
        ({ page }) => page.act('next'),
      ),
      step(
        'menu again',
        ({ page }) => page.see('menu'),
        ({ page }) => page.act('finish'),
      ),
      ...goodbye.slice(2),
    ],
  },
  { name: 'bank card shown', person: 'adult', confirms: null, steps: bankCard },
];
