import type { ReadyPerson } from '#contracts/bank/people.ts';
import { BANK_FAULTS, bankFault } from '#contracts/bank/sandbox.ts';
import { BENCH_ACTS, type BenchActName, type BenchAnswer } from '#contracts/bench/acts.ts';
import { type BenchDevice, type BenchState, benchDeviceSchema } from '#contracts/bench/state.ts';
import type { KeypadKey } from '#contracts/keypad.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { Listeners, type Unsubscribe } from '#foundation/listeners.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { ActError, Control } from './control.ts';
import {
  cardDispenserPicture,
  cardReaderPicture,
  idScannerPicture,
  padPicture,
  printerPicture,
  Rasters,
} from './picture.ts';
import type { SandboxBank } from './sandbox.ts';

export type BenchOptions = {
  readonly control: Control;
  readonly bank: SandboxBank | undefined;
  readonly screen: () => Screen;
  readonly press: (key: KeypadKey) => boolean;
  /** Lets whoever stands at the terminal end the visit; resolves when nobody is there any more, or after a while. */
  readonly leave: () => Promise<void>;
};

type Done = Promise<Result<object, ActError>>;

/** The hands of the simulated people: one set of acts for the bench page and for programs. */
export class Bench {
  readonly rasters = new Rasters();
  readonly #options: BenchOptions;
  readonly #changed = new Listeners<void>();
  #people: readonly ReadyPerson[] = [];
  #messages: BenchState['messages'] = [];
  #faultsOn: BenchState['bankFaultsOn'] = [];
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(options: BenchOptions) {
    this.#options = options;
  }

  onChange(listener: () => void): Unsubscribe {
    return this.#changed.add(listener);
  }

  /** A simulator, the screen or the bank changed: asks the bank what is new there and tells whoever looks. */
  changed(): void {
    this.#changed.publish();
    void this.refresh();
  }

  /**
   * Fetches people (once) and the newest texts from the sandbox bank. Whoever asks while an answer is under way gets
   * a newer one than that; many who ask at once share it.
   */
  refresh(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      this.#running = this.#fetch();
      return this.#running;
    });
    return this.#next;
  }

  async #fetch(): Promise<void> {
    const { bank } = this.#options;
    if (!bank) return;
    const told = () => JSON.stringify([this.#people, this.#messages, this.#faultsOn]);
    const before = told();
    if (this.#people.length === 0) {
      const people = await bank.people();
      if (people.ok) this.#people = people.value;
    }
    const [messages, faults] = await Promise.all([bank.messages(), bank.faults()]);
    if (faults.ok) this.#faultsOn = faults.value;
    if (messages.ok)
      this.#messages = messages.value
        .slice(0, 50)
        .map(({ phone, text, at }) => ({ phone, text: `${text.zh} / ${text.en}`.slice(0, 400), at }));
    if (told() !== before) this.#changed.publish();
  }

  state(): BenchState {
    const { control, screen } = this.#options;
    const state = (device: BenchDevice) => control.states.get(device)?.state;
    const faults = (device: BenchDevice) => [...(control.states.get(device)?.faults ?? [])];
    const { body, step } = screen();
    return {
      people: this.#people.map(({ key, about, document, phone, cards }) => ({
        key,
        name: document.name,
        note: about,
        documentType: document.type,
        phone,
        cards: cards.map(({ label, pan }, index) => ({ index, label, last4: pan.slice(-4) })),
      })),
      cardReader: cardReaderPicture(state('cardReader')),
      idScanner: idScannerPicture(state('idScanner')),
      receiptPrinter: printerPicture(state('receiptPrinter'), this.rasters),
      signaturePad: padPicture(state('signaturePad'), this.rasters),
      cardDispenser: cardDispenserPicture(state('cardDispenser')),
      faults: {
        cardReader: faults('cardReader'),
        idScanner: faults('idScanner'),
        receiptPrinter: faults('receiptPrinter'),
        signaturePad: faults('signaturePad'),
        cardDispenser: faults('cardDispenser'),
      },
      bankFaults: this.#options.bank ? [...BANK_FAULTS] : [],
      bankFaultsOn: this.#faultsOn,
      messages: this.#messages,
      screen: { kind: body.kind, step },
    };
  }

  /** Does an act. Input is from outside and is checked here. */
  async act(name: BenchActName, input: unknown): Promise<Omit<BenchAnswer, 'id'>> {
    const checked = BENCH_ACTS[name].input.safeParse(input ?? {});
    if (!checked.success) {
      const issue = checked.error.issues[0];
      return {
        ok: false,
        error: {
          code: 'badInput',
          detail: `${issue?.path.join('.') || 'input'}: ${issue?.message}`.slice(0, 400),
        },
      };
    }
    const result = await this.#do({ name, input: checked.data } as Act);
    this.changed();
    return result.ok ? { ok: true } : { ok: false, error: result.error };
  }

  async #do(act: Act): Done {
    const { control, bank, press } = this.#options;
    const at = (device: BenchDevice, name: string, input: object = {}) => control.act(device, name, input);
    switch (act.name) {
      case 'layIdCard': {
        const person = await this.#person(act.input.person);
        return person
          ? at('idScanner', 'layDocument', { document: person.document })
          : err({ code: 'unknownPerson' });
      }
      case 'liftIdCard':
        return at('idScanner', 'liftDocument');
      case 'insertCard': {
        const card = (await this.#person(act.input.person))?.cards[act.input.card];
        if (!card) return err({ code: 'unknownCard' });
        const { pan, expiry, label, chip, stripe, holder } = card;
        return at('cardReader', 'insertCard', { card: { pan, expiry, label, chip, stripe, holder } });
      }
      case 'takeCard':
        return at('cardReader', 'takeCard');
      case 'takeReceipt':
        return at('receiptPrinter', 'takePaper');
      case 'walkAway': {
        // What is not there to be taken is simply not taken.
        const { forget } = act.input;
        if (!forget.includes('idCard')) await at('idScanner', 'liftDocument');
        if (!forget.includes('bankCard')) await at('cardReader', 'takeCard');
        if (!forget.includes('receipt')) await at('receiptPrinter', 'takePaper');
        if (!forget.includes('newCard')) await at('cardDispenser', 'takeCard');
        return ok({});
      }
      case 'pressKey':
        return press(act.input.key)
          ? ok({})
          : err({ code: 'nothingHappened', detail: 'the screen offers nothing on this key' });
      case 'setPaper':
        return at('receiptPrinter', 'setPaper', { state: act.input.paper });
      case 'openCover':
        return at('receiptPrinter', 'openCover');
      case 'closeCover':
        return at('receiptPrinter', 'closeCover');
      case 'signOnPad':
        return at('signaturePad', 'sign');
      case 'drawOnPad':
        return at('signaturePad', 'draw', { strokes: act.input.strokes });
      case 'tapPad':
        return at('signaturePad', 'tapButton', { button: act.input.button });
      case 'takeNewCard':
        return at('cardDispenser', 'takeCard');
      case 'fillStacker':
        return at('cardDispenser', 'fillStacker', { cards: act.input.cards });
      case 'emptyBin':
        return at('cardDispenser', 'emptyBin');
      case 'unplug':
        return at(act.input.device, 'unplug');
      case 'plugIn':
        return at(act.input.device, 'plugIn');
      case 'setFault':
        return at(act.input.device, 'setFault', { fault: act.input.fault, on: act.input.on });
      case 'setBankFault': {
        const fault = bankFault.safeParse(act.input.fault);
        if (!bank || !fault.success) return err({ code: 'unknownFault' });
        const { on, count } = act.input;
        return bank.setFault({ fault: fault.data, on, ...(count === undefined ? {} : { count }) });
      }
      case 'newDay': {
        for (const device of benchDeviceSchema.options) await at(device, 'reset');
        this.#people = [];
        const begun = bank ? await bank.newDay() : ok({});
        await this.#options.leave();
        return begun;
      }
    }
  }

  async #person(key: string): Promise<ReadyPerson | undefined> {
    if (this.#people.length === 0) await this.refresh();
    return this.#people.find((person) => person.key === key);
  }
}

type Inputs = { readonly [Name in BenchActName]: ReturnType<(typeof BENCH_ACTS)[Name]['input']['parse']> };
type Act = { [Name in BenchActName]: { readonly name: Name; readonly input: Inputs[Name] } }[BenchActName];
