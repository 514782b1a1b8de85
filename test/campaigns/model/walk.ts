import { KEYPAD_KEYS } from '#contracts/keypad.ts';
import type { Action } from '#contracts/screen/actions.ts';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import { delays } from '#flows/delays.ts';
import { CALL_EVENTS } from './call-moves.ts';
import { restLaws, standLaws } from './laws.ts';
import type { Move, Walk } from './moves.ts';
import { Stand } from './stand.ts';
import { VISITORS, type Visitor } from './visitors.ts';

/** Where a yes is a yes to what is then done at the bank. */
const REVIEWS: readonly ScreenKind[] = [
  'reviewBlock',
  'reviewPhone',
  'awaitApproval',
  'sign',
  'reviewWithdrawal',
];

/** Longest time from the last touch to rest, milliseconds: every warning, reminder and notice one after the other. */
const REST_WITHIN = 15 * 60_000;
const REST_STEP = 1_000;
/** So many steps without a change of kind are rest. */
const REST_STEPS = 5;
/** A mobile number nobody has; where a code is asked for, its beginning is one. */
const NUMBER = '14200990099';

/** Walks once; answers with the laws that were broken, in order, at most the first few. */
export async function walkOnce(
  { start, moves, journalBreaks, leavesIdCard }: Walk,
  seen?: Set<ScreenKind>,
): Promise<string[]> {
  const stand = new Stand({ type: 'recovered', ...start, idCardLeft: false });
  const uncaught: string[] = [];
  const catchAll = (failure: Error) => uncaught.push(failure.message);
  process.on('uncaughtException', catchAll);
  try {
    const walker = new Walker(stand);
    await stand.clock.advanceAsync(0);
    let before: { submits: number; irreversible: number } | null = null;
    for (const [index, move] of moves.entries()) {
      if (index === journalBreaks) {
        stand.breakJournal();
        before = { submits: stand.world.submits, irreversible: stand.world.irreversible };
      }
      const [from, who] = [stand.screens.length, stand.world.visitor];
      await walker.do(move);
      const shown = stand.screens.slice(from);
      const broken = [
        ...uncaught,
        ...walker.broken,
        ...standLaws(stand, shown, [who, walker.lastVisitor], walker.confirmations),
      ];
      if (broken.length > 0) return broken.map((law) => `after move ${index} (${move.type}): ${law}`);
    }
    const [from, who] = [stand.screens.length, stand.world.visitor];
    await walker.rest(leavesIdCard);
    return [
      ...uncaught,
      ...standLaws(stand, stand.screens.slice(from), [who], walker.confirmations),
      ...restLaws(stand, before),
    ].map((law) => `at rest: ${law}`);
  } finally {
    for (const { body } of stand.screens) seen?.add(body.kind);
    process.off('uncaughtException', catchAll);
    stand.close();
  }
}

/** The hands and the fate of one walk. */
class Walker {
  readonly #stand: Stand;
  /** Confirmations of a review that were accepted. */
  confirmations = 0;
  readonly broken: string[] = [];
  /** Who stood there during the last move. */
  lastVisitor: Visitor | undefined;

  constructor(stand: Stand) {
    this.#stand = stand;
  }

  /** As far towards a call as it goes now: help, what to expect, the self-test, the call; or to be called `back`. */
  async #callTeller(back: boolean): Promise<void> {
    const { world, clock } = this.#stand;
    for (const id of [
      'help',
      'callTeller',
      ...(back ? (['callBack'] as const) : (['callTeller', 'startCall'] as const)),
    ] as const) {
      const { actions, step } = this.#stand.screen;
      if (!actions.some((action) => action.id === id)) break;
      this.#intent({ type: 'act', step, action: id });
      await clock.advanceAsync(0);
      for (const question of world.answerable) question.answer(0);
      await clock.advanceAsync(0);
    }
  }

  async do(move: Move): Promise<void> {
    const { world, terminal, clock } = this.#stand;
    switch (move.type) {
      case 'act':
        this.#act(move.which);
        break;
      case 'onward':
        await this.#onward(move.which);
        break;
      case 'key': {
        const key = KEYPAD_KEYS[move.which];
        if (key) this.#intent({ type: 'key', key });
        break;
      }
      case 'activity':
        terminal.intent({ type: 'activity' });
        break;
      case 'stale':
        this.#stale();
        break;
      case 'answer':
        world.questions[move.question % Math.max(1, world.questions.length)]?.answer(move.answer);
        break;
      case 'answerAll':
        for (const question of world.answerable) question.answer(0);
        break;
      case 'wait':
        await clock.advanceAsync(move.milliseconds);
        break;
      case 'layIdCard':
        this.#lay(move.visitor);
        break;
      case 'liftIdCard':
        world.lift();
        break;
      case 'insertCard':
        if (world.card !== 'none' || !world.entryOpen) break;
        world.visitor ??= VISITORS[0];
        world.card = 'inside';
        world.inserted++;
        if (!world.readerAway) terminal.tell({ type: 'card.inserted' });
        break;
      case 'takeCard':
        this.#takeCard();
        break;
      case 'jamCard':
        if (world.card === 'gate' && !world.readerAway) terminal.tell({ type: 'card.jammed' });
        break;
      case 'health':
        this.#health(move.of, move.ok ? 'ok' : 'down');
        break;
      case 'help':
        terminal.tell({ type: 'help.changed', state: move.state });
        break;
      case 'quiet':
        terminal.intent({ type: 'act', step: 0, action: 'quietHelp' });
        break;
      case 'quietNews':
        terminal.tell({ type: 'quiet.changed', state: move.state });
        break;
      case 'callTeller':
        await this.#callTeller(move.back);
        break;
      case 'call': {
        const event = CALL_EVENTS[move.which % CALL_EVENTS.length];
        if (event) terminal.tell(event);
        break;
      }
      case 'settle': {
        const open = world.unknown.shift();
        if (!open) break;
        const answer = move.done
          ? ({ ...open, outcome: 'done' } as const)
          : ({ ...open, outcome: 'refused', refusal: 'other' } as const);
        if (open.submission === `s-${world.submits}`) world.outcome = answer.outcome;
        terminal.tell({ type: 'submission.settled', answer });
        break;
      }
    }
    await clock.advanceAsync(0);
    this.lastVisitor = world.visitor;
    this.#goneIfIdle();
  }

  /** Everybody leaves, what can be repaired is, and the machine is left to itself. */
  async rest(leavesIdCard: boolean): Promise<void> {
    const { world, clock } = this.#stand;
    if (!leavesIdCard) world.lift();
    for (const part of ['idScanner', 'cardReader', 'receiptPrinter', 'bank', 'branch'] as const)
      this.#health(part, 'ok');
    for (let passed = 0, still = 0; passed < REST_WITHIN && still < REST_STEPS; passed += REST_STEP) {
      for (const question of world.answerable) question.answer(0);
      const { body } = this.#stand.screen;
      const rests = body.kind === 'outOfService' || (body.kind === 'idle' && body.notice !== 'takeLeftCard');
      still = rests ? still + 1 : 0;
      await clock.advanceAsync(REST_STEP);
    }
    // Settings, notices and polls come to their end as well.
    for (const question of this.#stand.world.answerable) question.answer(0);
    await clock.advanceAsync(2 * delays.attentionIdle);
    this.#goneIfIdle();
  }

  #health(of: Extract<Move, { type: 'health' }>['of'], health: 'ok' | 'down'): void {
    const { world, terminal } = this.#stand;
    if (of === 'cardReader') world.readerIs(health);
    if (of === 'idScanner') world.scannerAway = health === 'down';
    terminal.tell(world.entry.told({ type: 'health', of, health }));
  }

  #act(which: number): void {
    const { screen } = this.#stand;
    const action = screen.actions[which % Math.max(1, screen.actions.length)];
    if (action) this.#do(action);
  }

  /** Lets everything be answered, types what is asked for, then does what leads on. */
  async #onward(which: number): Promise<void> {
    for (const question of this.#stand.world.answerable) question.answer(0);
    await this.#stand.clock.advanceAsync(0);
    if (this.#stand.screen.actions.some(({ id }) => id === 'digit')) await this.#type();
    await this.#paperDrawn();
    const { actions, body } = this.#stand.screen;
    if (body.kind === 'idle' && body.notice === null) return this.#lay(which % VISITORS.length);
    const choices = actions.filter(({ role }) => role === 'choice');
    const on = actions.find(({ role }) => role === 'primary') ?? choices[which % Math.max(1, choices.length)];
    if (on) this.#do(on);
  }

  /** The page of a paper is painted, as a page does that can, and written on where it is signed. */
  async #paperDrawn(): Promise<void> {
    const { terminal, clock, screen } = this.#stand;
    if (screen.body.kind === 'readPaper') terminal.tell({ type: 'paper.shown', page: screen.body.page });
    if (screen.body.kind === 'sign') terminal.tell({ type: 'ink.changed', strokes: 2 });
    await clock.advanceAsync(0);
  }

  async #type(): Promise<void> {
    for (const digit of NUMBER) {
      this.#intent({ type: 'act', step: this.#stand.screen.step, action: 'digit', choice: Number(digit) });
      await this.#stand.clock.advanceAsync(0);
    }
  }

  #do({ id, choice }: Action): void {
    const { step } = this.#stand.screen;
    this.#intent({ type: 'act', step, action: id, ...(choice === undefined ? {} : { choice }) });
  }

  #intent(intent: Parameters<Stand['terminal']['intent']>[0]): void {
    const { screen, terminal } = this.#stand;
    const { kind } = screen.body;
    const isReview = REVIEWS.includes(kind) && !screen.frame.overlay;
    // Whoever asks a person to decide has confirmed what that person may then approve.
    const confirming: readonly string[] = ['confirm', 'openCase', 'askApproval'];
    const confirms =
      intent.type === 'key'
        ? screen.actions.some(({ id, key }) => confirming.includes(id) && key === intent.key)
        : intent.type === 'act' && confirming.includes(intent.action);
    if (terminal.intent(intent) === undefined && isReview && confirms) this.confirmations++;
  }

  /** What the screen does not offer does nothing at all. */
  #stale(): void {
    const { screen, terminal } = this.#stand;
    const offered = screen.actions[0];
    const unoffered = (['confirm', 'choose', 'start', 'printReceipt'] as const).find(
      (id) => !screen.actions.some((action) => action.id === id),
    );
    const refusals = [
      offered && terminal.intent({ type: 'act', step: screen.step + 1, action: offered.id }),
      offered &&
        screen.step > 0 &&
        terminal.intent({ type: 'act', step: screen.step - 1, action: offered.id }),
      unoffered && terminal.intent({ type: 'act', step: screen.step, action: unoffered }),
    ];
    if (refusals.some((refusal) => refusal === undefined && offered && unoffered))
      this.broken.push('a touch on what is not offered is refused');
    if (JSON.stringify(this.#stand.screen) !== JSON.stringify(screen))
      this.broken.push('a touch on what is not offered changes nothing');
  }

  #lay(which: number): void {
    const { world, terminal } = this.#stand;
    if (world.laid) return;
    world.visitor ??= VISITORS[which];
    world.laid = world.visitor;
    world.laidAtGoodbye = this.#stand.screen.body.kind === 'farewell';
    if (!world.scannerAway && world.questions.some(({ port }) => port === 'readDocument'))
      terminal.tell({ type: 'document.found' });
  }

  #takeCard(): void {
    const { world, terminal } = this.#stand;
    if (world.card !== 'gate') return;
    world.card = 'none';
    world.taken++;
    if (!world.readerAway) terminal.tell({ type: 'card.removed' });
  }

  /** Back at the welcome with nothing of his left, the customer has gone; the next one is somebody else. */
  #goneIfIdle(): void {
    const { world, screen } = this.#stand;
    if (screen.body.kind === 'idle' && !world.laid && world.card === 'none') world.visitor = undefined;
  }
}
