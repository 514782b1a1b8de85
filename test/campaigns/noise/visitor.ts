import type { ReadyPerson } from '#contracts/bank/people.ts';
import type { ActionId } from '#contracts/screen/actions.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { CustomerPage } from '../../support/kiosk.ts';
import type { TerminalRig } from '../support/terminal-rig.ts';

/** How often somebody lays the card once more before giving up. */
const PATIENCE = 3;

/**
 * Somebody who came to report a card lost and does what the screen asks, whatever screen comes; who tries again a few
 * times and then leaves. One look, one act: call it until it says that the visit is over.
 */
export class Visitor {
  readonly #rig: TerminalRig;
  readonly #page: CustomerPage;
  readonly #person: ReadyPerson;
  readonly #showsBankCard: boolean;
  #answered = -1;
  #tries = 0;
  #served = false;
  #asked = false;
  #started = false;
  inserted = 0;
  taken = 0;

  constructor(rig: TerminalRig, page: CustomerPage, person: ReadyPerson, showsBankCard: boolean) {
    this.#rig = rig;
    this.#page = page;
    this.#person = person;
    this.#showsBankCard = showsBankCard;
  }

  /** Takes what can be taken and answers the screen; true once the visit is over. */
  look(): boolean {
    const screen = this.#page.seen.at(-1);
    if (!screen) return false;
    if (this.#rig.act('cardReader', 'takeCard')) this.taken++;
    const { kind } = screen.body;
    if (kind === 'idle' && screen.body.notice === 'liftLeftIdCard') this.leave();
    if (kind === 'idle' && screen.body.notice === null && this.#started && this.#served) return true;
    // One answer a screen; what is drawn anew without a new question is not a new one.
    if (screen.step === this.#answered && kind !== 'idle' && kind !== 'result') return false;
    if (this.#answer(screen)) this.#answered = screen.step;
    return false;
  }

  /** Goes away with everything that can be taken. */
  leave(): void {
    this.#served = true;
    this.#rig.act('idScanner', 'liftDocument');
    if (this.#rig.act('cardReader', 'takeCard')) this.taken++;
  }

  #answer(screen: Screen): boolean {
    if (screen.frame.overlay) return this.#does(screen, 'moreTime') || this.#does(screen, 'closeOverlay');
    const { body } = screen;
    switch (body.kind) {
      case 'idle':
        return this.#begin(screen);
      case 'identify':
        if (this.#served) return this.#does(screen, 'back');
        return body.phase === 'problem' ? this.#again(screen) : this.#show();
      case 'menu':
        return this.#served ? this.#does(screen, 'finish') : this.#does(screen, 'choose');
      case 'chooseCard':
        return this.#chooses(screen);
      case 'elderOffer':
        return this.#does(screen, 'decline');
      case 'reviewBlock':
        this.#served = true;
        return this.#does(screen, 'confirm');
      case 'result':
        if (body.receipt === 'offered' && !this.#asked) {
          this.#asked = this.#does(screen, 'printReceipt');
          return false;
        }
        return this.#does(screen, 'next');
      case 'takeMedia':
        this.leave();
        return true;
      case 'farewell':
        this.#served = true;
        this.leave();
        return this.#does(screen, 'next');
      case 'notEligible':
      case 'cardProblem':
      case 'cardRetained':
      case 'trouble':
        this.#served = true;
        return this.#does(screen, 'next');
      case 'ratingReasons':
        return this.#does(screen, 'next');
      // This visitor never asks for a number, buys and signs nothing, and complains of nothing.
      case 'readPaper':
      case 'teachBack':
      case 'consent':
      case 'sign':
      case 'notSigned':
      case 'helperOverstepped':
      case 'saleAway':
      case 'assessmentStanding':
      case 'assessmentQuestion':
      case 'assessmentResult':
      case 'chooseProduct':
      case 'notSuitable':
      case 'enterAmount':
      case 'reviewOrder':
      case 'orderResult':
      case 'chooseOrder':
      case 'reviewWithdrawal':
      case 'withdrawalResult':
      case 'provePhone':
      case 'chooseChannels':
      case 'chooseLimits':
      case 'reviewEBanking':
      case 'eBankingClosed':
      case 'eBankingResult':
      case 'chooseCardKind':
      case 'cardDetail':
      case 'awaitBinding':
      case 'takeNewCard':
      case 'newCardResult':
      case 'enterCase':
      case 'caseStopped':
      case 'reviewCase':
      case 'enterCompanyPhone':
      case 'originals':
      case 'pictureOriginal':
      case 'companyResult':
      case 'queueAway':
      case 'chooseBusiness':
      case 'doHere':
      case 'needs':
      case 'papers':
      case 'papersMissing':
      case 'ticketTaken':
      case 'enterAppointment':
      case 'appointment':
      case 'ticketUnknown':
      case 'ticketGivenUp':
      case 'find':
      case 'answer':
      case 'complaintSubject':
      case 'complaintWish':
      case 'complaintPhone':
      case 'complaintReview':
      case 'complaintFiled':
      case 'complaintNotFiled':
      case 'complaintUnknown':
      case 'callBackTime':
      case 'callBackPhone':
      case 'callBackReview':
      case 'callBackKept':
      case 'callBackAway':
      case 'starting':
      case 'outOfService':
      case 'proveOldNumber':
      case 'enterCode':
      case 'enterPhone':
      case 'reviewPhone':
      case 'awaitApproval':
      case 'working':
        return false;
    }
  }

  #begin(screen: Screen): boolean {
    if (this.#started || (screen.body.kind === 'idle' && screen.body.notice !== null)) return false;
    if (this.#showsBankCard) this.#does(screen, 'start');
    else this.#rig.layIdCard(this.#person);
    this.#started = true;
    return true;
  }

  /** A bank card first, where there is one to show; then the ID card. */
  #show(): boolean {
    if (this.#showsBankCard && this.inserted === 0) {
      if (!this.#rig.insertCard(this.#person, 0)) return false;
      this.inserted++;
      return true;
    }
    this.#rig.layIdCard(this.#person);
    return true;
  }

  #again(screen: Screen): boolean {
    this.#rig.act('idScanner', 'liftDocument');
    if (++this.#tries > PATIENCE) {
      this.leave();
      return this.#does(screen, 'back');
    }
    return this.#does(screen, 'tryAgain');
  }

  #chooses(screen: Screen): boolean {
    const choice = screen.actions.find(({ id }) => id === 'choose')?.choice;
    return choice === undefined ? this.#does(screen, 'back') : this.#does(screen, 'choose', choice);
  }

  /** Does it when it is offered. */
  #does({ actions, step }: Screen, id: ActionId, choice?: number): boolean {
    const offered = actions.find(
      (action) => action.id === id && (choice === undefined || action.choice === choice),
    );
    if (!offered) return false;
    this.#page.send({
      type: 'intent',
      intent: {
        type: 'act',
        step,
        action: id,
        ...(offered.choice === undefined ? {} : { choice: offered.choice }),
      },
    });
    return true;
  }
}
