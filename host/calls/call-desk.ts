import type { CallMode, CallReason } from '#contracts/branch/call.ts';
import type { Profile } from '#contracts/profile/profile.ts';
import type { Action } from '#contracts/screen/actions.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { isServiceId } from '#contracts/services/service.ts';
import type { CallEvent, CallPorts } from '#flows/call-ports.ts';
import type { HealthMap } from '#flows/eligibility.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Errands } from '../errands/errands.ts';
import type { AssistedSteps } from '../hands/assisted.ts';
import { newToken } from '../ids.ts';
import type { Journal } from '../journal/journal.ts';
import type { Camera } from '../media/camera.ts';
import type { Recognised } from '../ports/recognised.ts';
import type { RecordingLine } from '../recording/mailing.ts';
import type { Visits } from '../visits.ts';
import type { CallLine } from './branch-line.ts';
import { CallRecording } from './call-recording.ts';
import { handOverOf } from './hand-over.ts';
import { VisitHistory } from './history.ts';
import { CallDevices } from './media.ts';
import { PageLine } from './page-line.ts';
import { StandingCall } from './standing-call.ts';

export type CallWorld = {
  readonly line: CallLine & RecordingLine;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly visits: Visits;
  readonly camera: Camera;
  /** Left out: there are no calls from this terminal. */
  readonly profile: Profile['teller'];
  readonly terminal: () => {
    readonly screen: Screen;
    readonly beneath: readonly Action[] | null;
    tell(event: CallEvent): void;
    journalFailed(): void;
  };
  readonly health: () => Partial<HealthMap>;
  readonly assisted: Pick<AssistedSteps, 'accepted'>;
  readonly errands: Pick<Errands, 'intend' | 'amend' | 'run' | 'drop'>;
};

/** A still picture the customer has allowed: its id at the branch, or null. */
export type TakeStill = (call: string) => Promise<string | null>;

/** Calls of this terminal to a teller: one at a time, ended with the visit at the latest. */
export class CallDesk {
  readonly #world: CallWorld;
  readonly #history: VisitHistory;
  readonly #devices: CallDevices;
  readonly page: PageLine;
  readonly recording: CallRecording;
  #standing: StandingCall | undefined;
  #reference = '';
  #wish: { mode: CallMode; camera: boolean; microphone: boolean } = {
    mode: 'text',
    camera: true,
    microphone: true,
  };
  /** What the call was in before a picture or a recording took the camera from it. */
  #givenWay: CallMode | undefined;
  /** What was put forward and is not answered yet, with the screen on which it was. */
  #proposed: { readonly act: string; readonly screen: Screen } | undefined;
  /** The picture he has allowed, until the desk was told of it. */
  #still: { readonly act: string; readonly picture: string } | undefined;
  /** Counts what ended calls: one that is just being made then is left on arrival. */
  #left = 0;

  constructor(world: CallWorld) {
    this.#world = world;
    this.#history = new VisitHistory(world.visits, world.clock);
    this.#devices = new CallDevices(world.camera, world.profile?.audio ?? 'speaker', (fault) => {
      // The page that comes next opens them again; until then nothing comes through, which is told already.
      if (fault === 'pageGone' && this.standing) return;
      if (fault === 'taken') this.#givenWay = this.#wish.mode;
      this.#wish.mode = 'text';
      this.#standing?.rewire();
      world.terminal().tell({ type: 'call.mediaLost', fault });
    });
    world.camera.onFree = () => void this.#comeBack();
    this.recording = new CallRecording({
      ...{ branch: world.line, errands: world.errands, journal: world.journal, clock: world.clock },
      order: (record) => this.page.record(record),
      tell: (event) => world.terminal().tell(event),
    });
    this.page = new PageLine({
      signal: (signal) => this.#standing?.signal(signal),
      link: (is, mode) => this.#standing?.heardLink(is, mode),
      gone: () => this.recording.pageGone(),
      joined: () => void this.#open(this.#wish.mode),
      heard: (loud) => world.terminal().tell({ type: 'call.heard', loud }),
    });
    world.visits.onWipe(() => this.#end('withdrawn'));
  }

  /** The call that stands, and who has it, by a digest. */
  get standing(): { readonly call: string; readonly teller: string | null } | null {
    const call = this.#standing;
    return call && !call.over ? { call: call.id, teller: call.teller } : null;
  }

  /** Every screen, as it comes. */
  see(screen: Screen): void {
    this.#history.see(screen);
    this.recording.see(screen);
    this.#standing?.see();
  }

  stop(): void {
    this.#standing?.stop();
    this.#devices.close();
  }

  ports(recognised: Recognised, still: TakeStill = async () => null): CallPorts {
    const { profile: teller, line, visits } = this.#world;
    return {
      callOutlook: async () => {
        if (!teller) return { state: 'unreachable' };
        const { language, progress } = this.#world.terminal().screen.frame;
        const service = progress?.service ?? '';
        const asked = await line.callOutlook(language, isServiceId(service) ? service : null);
        return asked.ok ? asked.value : { state: 'unreachable' };
      },
      openCallMedia: async ({ mode }) => {
        const media = await this.#devices.open(mode);
        this.#wish = { mode: media.mode, camera: true, microphone: true };
        return media;
      },
      closeCallMedia: async () => {
        if (!this.standing) this.#devices.close();
        return {};
      },
      requestCall: (input) => this.#request(input, recognised),
      leaveCall: async ({ why }) => {
        this.#end(why);
        return {};
      },
      sayToTeller: async ({ words }) => {
        const call = this.#standing;
        if (!call || call.over) return { sent: false };
        const sent = await call.say(words.slice(0, 300));
        if (sent)
          this.#world.terminal().tell({ type: 'call.said', from: 'customer', words: words.slice(0, 300) });
        return { sent };
      },
      setCallMedia: async (wish) => {
        const opened = wish.mode === this.#wish.mode ? null : await this.#devices.open(wish.mode);
        this.#wish = { ...wish, mode: opened?.mode ?? wish.mode };
        this.#standing?.rewire();
        return {};
      },
      answerAct: async ({ act, result }) => {
        const by = this.#standing?.teller;
        if (result === 'accepted' && this.#proposed?.act === act && by)
          this.#world.assisted.accepted(by, this.#proposed.screen);
        const picture = this.#still?.act === act ? this.#still.picture : undefined;
        this.#standing?.tellActed(act, result, result === 'accepted' ? picture : undefined);
        return {};
      },
      takeStill: async ({ act }) => {
        const call = this.#standing;
        const picture = call && !call.over ? await still(call.id) : null;
        this.#still = picture === null ? undefined : { act, picture };
        return { taken: picture !== null };
      },
      recordCall: async (wish) => {
        const visit = visits.current?.token;
        const call = this.standing?.call;
        if (!wish.on) this.recording.stop(wish.by);
        else if (visit !== undefined && call !== undefined) this.recording.agree(visit, call, wish.days);
        return {};
      },
      callBackTimes: async () => {
        const asked = teller ? await line.callBackTimes() : null;
        return asked?.ok ? { reached: true, times: asked.value.times } : { reached: false };
      },
      requestCallBack: async ({ phone, time }) => {
        const visit = visits.current?.token;
        if (visit === undefined) return { outcome: 'notKept' };
        const { frame } = this.#world.terminal().screen;
        const service = frame.progress?.service ?? '';
        const request = {
          id: newToken(),
          visit,
          call: this.standing?.call ?? null,
          phone,
          name: frame.customerName,
          customerRef: recognised.customerRef,
          service: isServiceId(service) ? service : null,
          language: frame.language,
          ...time,
        };
        let kept = await line.requestCallBack(request);
        // No answer is not a no: the same id is kept once.
        if (!kept.ok && kept.error.code === 'unreachable') kept = await line.requestCallBack(request);
        if (kept.ok) return { outcome: 'kept', reference: kept.value.reference };
        if (kept.error.reason === 'slotFull') return { outcome: 'full' };
        return { outcome: kept.error.code === 'unreachable' ? 'unknown' : 'notKept' };
      },
    };
  }

  async #request(
    { reason, mode }: { readonly reason: CallReason; readonly mode: CallMode },
    recognised: Recognised,
  ): ReturnType<CallPorts['requestCall']> {
    const { profile: teller, line, visits, terminal, journal, health } = this.#world;
    if (this.standing) return { reached: true, reference: this.#reference };
    if (!teller) return { reached: false, why: 'unreachable' };
    const left = this.#left;
    const visit = visits.ensure().token;
    const now = terminal().screen;
    const service = now.frame.progress?.service ?? '';
    const id = newToken();
    this.#wish.mode = mode;
    const request = {
      id,
      visit,
      reason,
      mode,
      language: now.frame.language,
      service: isServiceId(service) ? service : null,
      step: now.frame.progress?.step ?? now.body.kind,
      customerRef: recognised.customerRef,
      handOver: handOverOf(now, this.#history.all, recognised, health()),
    };
    // Should this run end before the call does, the next one tells the branch that nobody is there any more.
    journal.transaction(() =>
      this.#world.errands.intend({ type: 'leaveCall', id, request: { outcome: 'lapsed' } }),
    );
    let asked = await line.requestCall(request);
    if (!asked.ok && asked.error.code === 'unreachable') asked = await line.requestCall(request);
    journal.append({ kind: 'call.asked', visit, facts: { id, reason, mode, reached: asked.ok } });
    if (!asked.ok) {
      // It may stand at the branch all the same: nobody shall come for somebody who was told that nobody comes.
      this.#tellLeft(id, 'withdrawn');
      this.#devices.close();
      return { reached: false, why: asked.error.reason === 'branchClosed' ? 'closed' : 'unreachable' };
    }
    if (left !== this.#left) {
      this.#tellLeft(id, 'withdrawn');
      return { reached: false, why: 'unreachable' };
    }
    this.#reference = asked.value.reference;
    this.#standing = new StandingCall(asked.value, {
      line,
      clock: this.#world.clock,
      page: this.page,
      audio: teller.audio,
      screen: () => terminal().screen,
      beneath: () => terminal().beneath,
      tell: (event) => {
        this.recording.heard(event);
        if (event.type === 'call.over') this.#closed(id);
        this.#world.terminal().tell(event);
      },
      wish: () => this.#wish,
      onAct: (act, result) => {
        if (act.act.do === 'propose' && result === null)
          this.#proposed = { act: act.id, screen: terminal().screen };
        this.#journalAct(id, act.act.do, result ?? 'passed');
      },
    });
    return { reached: true, reference: asked.value.reference };
  }

  async #comeBack(): Promise<void> {
    const mode = this.#givenWay;
    this.#givenWay = undefined;
    if (mode !== undefined) await this.#open(mode);
  }

  /** Camera and microphone for the call that stands, as far as they can be had. */
  async #open(mode: CallMode): Promise<void> {
    if (!this.standing || mode === this.#devices.mode) return;
    const opened = await this.#devices.open(mode);
    if (!this.standing) return this.#devices.close();
    if (opened.mode === this.#wish.mode) return;
    this.#wish.mode = opened.mode;
    this.#standing?.rewire();
  }

  #journalAct(id: string, act: string, result: string): void {
    const { journal, visits, terminal } = this.#world;
    try {
      const { step, body } = this.#world.terminal().screen;
      const facts = { id, act, result, screen: body.kind, step };
      journal.append({ kind: 'call.act', visit: visits.current?.token ?? null, facts });
    } catch {
      terminal().journalFailed();
    }
  }

  #closed(id: string): void {
    try {
      this.#world.errands.drop(id);
    } catch {
      // Told once more it changes nothing there.
    }
    if (this.#standing?.id !== id) return;
    this.#standing = undefined;
    this.#givenWay = undefined;
    this.recording.over('callOver');
    this.#devices.close();
  }

  #end(why: 'withdrawn' | 'callBack' | 'counter'): void {
    this.#left++;
    const call = this.#standing;
    this.#standing = undefined;
    this.#givenWay = undefined;
    this.recording.over('callOver');
    this.#devices.close();
    if (!call || call.over) return;
    call.stop();
    this.#tellLeft(call.id, why);
  }

  /** The branch is told until it has heard, by the next run too. */
  #tellLeft(id: string, outcome: 'withdrawn' | 'callBack' | 'counter'): void {
    const { errands, line, terminal } = this.#world;
    try {
      errands.amend({ type: 'leaveCall', id, request: { outcome } });
      void errands.run(id);
    } catch {
      // Nothing can be written any more; whoever waits for him shall hear of it all the same.
      void line.leaveCall(id, { outcome });
      terminal().journalFailed();
    }
  }
}
