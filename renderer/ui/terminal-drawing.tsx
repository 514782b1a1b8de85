import type { Slot } from '#contracts/screen/frame.ts';

/** What lies or moves at the terminal. `coming`: it is to be put there; `going`: it is to be taken. */
export type DrawnMedia = {
  readonly idCard?: 'coming' | 'lying' | 'going';
  readonly card?: 'coming' | 'inside' | 'going' | 'stuck';
  readonly receipt?: 'going';
  readonly newCard?: 'going';
};

const Screen = () => (
  <g>
    <rect className="pen body" x="250" y="10" width="260" height="330" rx="16" />
    <rect className="pen-thin" x="266" y="26" width="228" height="298" rx="6" />
    <path className="pen-thin" d="M288 62h120M288 84h80" />
    <rect className="pen-thin" x="288" y="118" width="184" height="40" rx="6" />
    <rect className="pen-thin" x="288" y="172" width="184" height="40" rx="6" />
    <rect className="pen-thin" x="288" y="226" width="184" height="40" rx="6" />
    <path className="pen-thin" d="M288 300h40M356 300h40M424 300h48" />
  </g>
);

const Cabinet = () => (
  <g>
    <path className="pen body" d="M136 604h488v88H136z" />
    <path className="pen" d="M96 692h568" />
    <path className="pen body" d="M300 340v32M460 340v32" />
    <path className="pen body" d="M170 372h420l90 128H80z" />
    <path className="pen body" d="M80 500h600v98a14 14 0 0 1-14 14H94a14 14 0 0 1-14-14z" />
  </g>
);

/** The plate: lay the card flat on it. */
const IdPlate = ({ lit }: { readonly lit: boolean }) => (
  <path className={lit ? 'pen lit' : 'pen plain'} d="M212 390h156l-20 94H160z" />
);

/** Face up, the portrait on its right, as the card itself has it. */
const IdCard = ({ way }: { readonly way: 'coming' | 'lying' | 'going' }) => (
  <g className={`moves moves-id-${way}`}>
    <path className="pen sheet" d="M230 398h122l-16 76H190z" />
    <path className="pen-thin" d="M243 416h48M237 434h50M231 452h52" />
    <path className="pen-thin" d="M312 412h24l-10 46h-24z" />
  </g>
);

const CardSlot = ({ lit }: { readonly lit: boolean }) => (
  <g>
    <rect className={lit ? 'pen lit' : 'pen plain'} x="424" y="530" width="212" height="50" rx="12" />
    <path className="pen slit" d="M446 555h168" />
  </g>
);

/** The chip goes in first, facing up. */
const BankCard = ({ way }: { readonly way: 'coming' | 'inside' | 'going' | 'stuck' }) => (
  <g className={`moves moves-card-${way}`}>
    <path className="pen sheet" d={way === 'stuck' ? 'M462 557h136l6 34H456z' : 'M462 557h136l17 92H445z'} />
    {way === 'stuck' ? null : (
      <>
        <path className="pen-thin" d="M520 572h34l3 24h-38zM537 572v24M519 584h37" />
        <path className="pen-thin" d="M468 626h72" />
      </>
    )}
  </g>
);

/** Where new cards come out. */
const CardOutlet = ({ lit }: { readonly lit: boolean }) => (
  <g>
    <rect className={lit ? 'pen lit' : 'pen plain'} x="400" y="386" width="172" height="40" rx="12" />
    <path className="pen slit" d="M418 406h136" />
  </g>
);

const NewCard = () => (
  <g className="moves moves-card-going">
    <path className="pen sheet" d="M428 408h116l14 76H414z" />
    <path className="pen-thin" d="M474 420h28l3 20h-34zM432 464h60" />
  </g>
);

const ReceiptSlot = ({ lit }: { readonly lit: boolean }) => (
  <g>
    <rect className={lit ? 'pen lit' : 'pen plain'} x="124" y="530" width="212" height="50" rx="12" />
    <path className="pen slit" d="M146 555h168" />
  </g>
);

const Receipt = () => (
  <g className="moves moves-receipt">
    <path
      className="pen sheet"
      d="M164 557h132v98l-11-8-11 8-11-8-11 8-11-8-11 8-11-8-11 8-11-8-11 8-11-8-11 8z"
    />
    <path className="pen-thin" d="M184 580h60M184 598h92M184 616h92" />
  </g>
);

const ARROWS = {
  in: 'M530 690v-28m-16 14 16-16 16 16',
  out: 'M530 660v28m-16-14 16 16 16-16',
} as const;

/**
 * This very terminal as a line drawing: where things go, and which way round. The slot that is meant is lit like the
 * guidance light beside it. Words stand next to it, so it is no news for the ear.
 */
export function TerminalDrawing({
  slot,
  media = {},
}: {
  readonly slot: Slot | null;
  readonly media?: DrawnMedia;
}) {
  const { idCard, card, receipt, newCard } = media;
  return (
    <svg className="drawing" viewBox="60 0 640 700" fill="none" aria-hidden="true" focusable="false">
      <Screen />
      <Cabinet />
      <IdPlate lit={slot === 'idScanner'} />
      <CardSlot lit={slot === 'cardReader'} />
      <ReceiptSlot lit={slot === 'receiptPrinter'} />
      {idCard ? <IdCard way={idCard} /> : null}
      {card && card !== 'inside' ? <BankCard way={card} /> : null}
      {receipt ? <Receipt /> : null}
      {slot === 'cardDispenser' || newCard ? <CardOutlet lit={slot === 'cardDispenser'} /> : null}
      {newCard ? <NewCard /> : null}
      {card === 'coming' ? <path className="pen arrow" d={ARROWS.in} /> : null}
      {card === 'going' ? <path className="pen arrow" d={ARROWS.out} /> : null}
    </svg>
  );
}
