import type { ComponentType } from 'react';
import type { BodyOf, ScreenKind } from '#contracts/screen/screen.ts';
import type { Telling } from '#texts/tell/telling.ts';
import { CardProblem } from './card-problem.tsx';
import { CardRetained } from './card-retained.tsx';
import { ChooseCard } from './choose-card.tsx';
import { ElderOffer } from './elder-offer.tsx';
import { EnterCode } from './enter-code.tsx';
import { EnterPhone } from './enter-phone.tsx';
import { Farewell } from './farewell.tsx';
import { Identify } from './identify.tsx';
import { Idle } from './idle.tsx';
import { Menu } from './menu.tsx';
import { NotEligible } from './not-eligible.tsx';
import { OutOfService } from './out-of-service.tsx';
import type { ScreenProps } from './props.ts';
import { ProveOldNumber } from './prove-old-number.tsx';
import { Result } from './result.tsx';
import { ReviewBlock } from './review-block.tsx';
import { ReviewPhone } from './review-phone.tsx';
import { Starting } from './starting.tsx';
import { TakeMedia } from './take-media.tsx';
import { Trouble } from './trouble.tsx';
import { Working } from './working.tsx';

/** One component a kind; a kind without one does not compile. */
const SCREENS: { readonly [Kind in ScreenKind]: ComponentType<ScreenProps<Kind>> } = {
  starting: Starting,
  outOfService: OutOfService,
  idle: Idle,
  identify: Identify,
  elderOffer: ElderOffer,
  menu: Menu,
  notEligible: NotEligible,
  chooseCard: ChooseCard,
  reviewBlock: ReviewBlock,
  proveOldNumber: ProveOldNumber,
  enterCode: EnterCode,
  enterPhone: EnterPhone,
  reviewPhone: ReviewPhone,
  working: Working,
  result: Result,
  cardProblem: CardProblem,
  takeMedia: TakeMedia,
  cardRetained: CardRetained,
  trouble: Trouble,
  farewell: Farewell,
};

/** The middle of the screen for a body of any kind. */
export function drawBody<Kind extends ScreenKind>(kind: Kind, body: BodyOf<Kind>, told: Telling) {
  const Drawn: ComponentType<ScreenProps<Kind>> = SCREENS[kind];
  return <Drawn body={body} told={told} />;
}
