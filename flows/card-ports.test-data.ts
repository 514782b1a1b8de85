import type { CardKind, CardPorts } from './card-ports.ts';

export const cardKind = (over: Partial<CardKind> = {}): CardKind => ({
  productRef: 'cpr_plain-debit',
  name: { zh: '借记卡', en: 'Debit card' },
  issueFeeFen: 0,
  yearlyFeeFen: 1_000,
  dailyLimitFen: 500_000,
  minimumAge: 16,
  here: true,
  ...over,
});

/** A card comes out, is the customer's and is taken. */
export const cardPortsWhereAllGoesWell: CardPorts = {
  cardKinds: async () => ({
    ok: true,
    value: {
      kinds: [cardKind(), cardKind({ productRef: 'cpr_other-debit', here: false })],
      faceCheck: false,
    },
  }),
  verifyPerson: async () => ({ outcome: 'notAvailable' }),
  dispenseCard: async () => ({ outcome: 'fed' }),
  readBlank: async () => ({ ok: true, value: { blankRef: 'blank-1', last4: '4321' } }),
  presentCard: async () => ({ outcome: 'presented' }),
  retainNewCard: async () => ({ fate: 'retained', reference: 'T01-KAAAA', staffTold: true }),
  newCardTaken: async () => ({ submission: 's-9', reference: 'T01-AAAA-9', outcome: 'done' }),
};
