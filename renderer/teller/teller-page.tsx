import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { RemoteAct } from '#contracts/branch/call-act.ts';
import type { Language } from '#contracts/language.ts';
import { useSeconds } from '../live/use-live.ts';
import { WORDS as LOBBY } from '../lobby/lobby-page.tsx';
import { useStaff } from '../staff/gate.tsx';
import { StaffHead } from '../staff/head.tsx';
import { useLanguage } from '../staff/language.tsx';
import { CaseView } from './case-view.tsx';
import { DeedButton, DeedsProvider, useDeedKeys } from './deed-button.tsx';
import type { TellerDesk } from './desk.ts';
import { useKeptFocus } from './focus.ts';
import { FinishDialog, QuietDialog, SkillsDialog, TransferDialog } from './forms.tsx';
import type { Deed } from './keys.ts';
import { LostCall } from './lost-call.tsx';
import type { MediaDesk } from './media-desk.ts';
import { passed } from './passed.ts';
import { isRecorded, recordingOn } from './recording-sign.tsx';
import { CallBacks, Tellers } from './side-lists.tsx';
import type { Outcome, Wish } from './socket.ts';
import { useNews } from './use-news.ts';
import { type Sentence, useSaid } from './use-said.ts';
import { WaitingList } from './waiting-list.tsx';
import type { TellerWords } from './words.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';
import { WrapUp } from './wrap-up.tsx';

export const WORDS: Readonly<Record<Language, TellerWords>> = { 'zh-CN': zhCN, en };

type Box = 'transfer' | 'finish' | 'quiet' | 'skills';
type Props = {
  readonly desk: TellerDesk;
  readonly media: MediaDesk;
  /** The session is over, or the right is gone. */
  readonly shutOut: () => void;
};

/** What comes to the place of the keyboard by its key. */
const PLACES: Readonly<Partial<Record<Deed, string>>> = {
  write: '#write',
  view: '[data-region="view"]',
  callBacks: '[data-region="callBacks"]',
  approvals: '[data-region="approvals"]',
};

/** The desk: who waits, the customer in hand and his step, and one key for each thing that is done. */
export function TellerPage({ desk, media, shutOut }: Props) {
  const { language } = useLanguage();
  const { staff } = useStaff();
  const approver = staff.roles.includes('approver');
  const words = WORDS[language];
  const lobby = LOBBY[language];
  const view = useSyncExternalStore(desk.subscribe, desk.view);
  const heard = useSyncExternalStore(media.subscribe, media.view);
  const now = useSeconds();
  const { said, say } = useSaid();
  const [box, setBox] = useState<Box | null>(null);
  const [devices, setDevices] = useState(false);
  const [theirWords, setTheirWords] = useState(false);
  const [busy, setBusy] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { line, desk: state, inHand } = view;
  const live = line.is === 'live';
  const call = inHand?.case.call;
  const toWrapUp = call ? null : (state?.toWrapUp ?? null);
  // As the customer reads it now; he may have changed it since he called.
  const theirs =
    inHand?.view?.is === 'shown' ? inHand.view.screen.frame.language : (call?.language ?? language);
  useNews(view, language, say);

  useEffect(() => {
    if (line.is === 'out') shutOut();
  }, [line.is, shutOut]);
  const waiting = state?.total ?? 0;
  useEffect(() => {
    document.title = call ? words.titleCase(call.reference) : words.titleWith(waiting);
  }, [words, call, waiting]);
  // A question about a case goes with it.
  const caseId = call?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whichever case it was about.
  useEffect(() => setBox((open) => (open === 'skills' ? open : null)), [caseId]);
  useKeptFocus(main, [line.is === 'superseded', state === null, caseId, toWrapUp?.call].join(' '));

  const run = async (wish: Wish, done?: Sentence): Promise<Outcome> => {
    setBusy(true);
    const outcome = await desk.ask(wish);
    setBusy(false);
    if (outcome.done) {
      if (done) say(done);
    } else say(({ refused }) => refused[outcome.code], true);
    return outcome;
  };
  const act = (what: RemoteAct, about: string) =>
    void desk.act(what, about).then((outcome) => {
      if (!outcome.done) say(({ refused }) => refused[outcome.code], true);
    });

  const can = (deed: Deed): boolean => {
    if (!state || line.is === 'superseded') return false;
    const sends = live && !busy;
    switch (deed) {
      case 'next':
        return sends && !call && !toWrapUp && state.presence === 'ready';
      case 'presence':
        return sends && !toWrapUp;
      case 'skills':
        return sends;
      case 'callBacks':
        return !call;
      case 'approvals':
        return call !== undefined && approver;
      case 'mute':
      case 'camera':
      case 'devices':
        return call !== undefined && call.mode !== 'text';
      case 'again':
        return heard.is === 'failed';
      case 'viewLanguage':
        return call !== undefined && theirs !== language;
      case 'finish':
        return call ? sends : toWrapUp !== null;
      case 'stopRecording':
        return sends && isRecorded(recordingOn(inHand?.view ?? null));
      case 'transfer':
      case 'still':
      case 'quiet':
        return sends && call !== undefined;
      default:
        return call !== undefined;
    }
  };
  const doDeed = (deed: Deed): void => {
    const place = PLACES[deed];
    if (place !== undefined) return main.current?.querySelector<HTMLElement>(place)?.focus();
    switch (deed) {
      case 'next':
        return void run({ type: 'next' });
      case 'presence':
        if (!state) return;
        return void run({
          type: 'presence',
          presence: state.presence === 'ready' ? 'break' : 'ready',
          skills: state.skills,
        });
      case 'finish':
        if (call) return setBox('finish');
        return main.current?.querySelector<HTMLFormElement>('.wrap-up')?.requestSubmit();
      case 'still':
        return act({ do: 'still' }, '');
      case 'stopRecording':
        return act({ do: 'stopRecording' }, '');
      case 'mute':
        return media.mute(!heard.muted);
      case 'camera':
        return media.hide(!heard.cameraOff);
      case 'devices':
        return setDevices(!devices);
      case 'again':
        return media.again();
      case 'viewLanguage':
        return setTheirWords(!theirWords);
      case 'transfer':
      case 'quiet':
      case 'skills':
        return setBox(deed);
    }
  };
  const deeds = { can, run: doDeed };
  useDeedKeys(deeds);
  const close = () => setBox(null);
  const connection = live ? 'live' : line.is === 'lost' ? 'lost' : 'first';

  return (
    <DeedsProvider value={deeds}>
      <div className="work desk" data-desk={line.is} data-case={call?.state ?? 'none'}>
        <StaffHead
          title={words.title}
          line={{
            connection,
            words,
            since: line.is === 'lost' ? passed(now - line.since, words) : null,
            more: call ? `${words.lostMore} ${words.lostCase}` : words.lostMore,
          }}
        >
          {state && line.is !== 'superseded' && (
            <div className="presence" data-presence={state.presence}>
              <strong>{call ? words.inCall : words.presence[state.presence]}</strong>
              {!call && (
                <DeedButton deed="presence">
                  {state.presence === 'ready' ? words.rest : words.ready}
                </DeedButton>
              )}
              <DeedButton deed="skills">{words.deed.skills}</DeedButton>
              {call && (
                <span className="soft">
                  {words.waiting} {state.total}
                </span>
              )}
            </div>
          )}
        </StaffHead>
        <main ref={main} className="teller" tabIndex={-1} aria-label={words.title}>
          {line.is === 'superseded' ? (
            <section className="box superseded">
              <h2>{words.superseded}</h2>
              <p>{words.supersededMore}</p>
              <button type="button" className="go" data-home onClick={desk.line.start}>
                {words.takeOver} <kbd>⏎</kbd>
              </button>
            </section>
          ) : inHand ? (
            <CaseView
              // Each case begins anew: nothing typed for one customer is left for the next.
              key={inHand.case.call.id}
              inHand={inHand}
              media={heard}
              words={words}
              lobby={lobby}
              language={language}
              told={theirWords ? theirs : language}
              other={theirWords ? language : theirs}
              now={now + view.offset}
              can={live && !busy}
              approver={approver}
              devicesOpen={devices}
              desk={desk}
              chooseDevice={media.choose}
              act={act}
              shutOut={shutOut}
              say={say}
            />
          ) : (
            state && (
              <div className="idle-desk">
                <div className="idle-main">
                  {toWrapUp?.outcome === 'lapsed' && (
                    <LostCall
                      key={`lost ${toWrapUp.call}`}
                      callBack={toWrapUp.callBack}
                      language={language}
                      can={live && !busy}
                      book={(phone) =>
                        void run({ type: 'bookCallBack', call: toWrapUp.call, phone }, (w) => w.said.done)
                      }
                    />
                  )}
                  {toWrapUp ? (
                    <WrapUp
                      key={toWrapUp.call}
                      toWrapUp={toWrapUp}
                      words={words}
                      can={live && !busy}
                      send={(code, note) =>
                        void run({ type: 'wrapUp', call: toWrapUp.call, code, note }, (w) => w.said.done)
                      }
                    />
                  ) : (
                    <section className="box next" data-region="next">
                      {state.presence === 'ready' ? (
                        <DeedButton deed="next" kind="primary">
                          {words.deed.next}
                        </DeedButton>
                      ) : (
                        <DeedButton deed="presence" kind="primary">
                          {words.ready}
                        </DeedButton>
                      )}
                      <p>
                        {state.presence === 'ready'
                          ? words.nextMore(state.waiting.filter(({ yours }) => yours).length)
                          : words.nextNotReady}
                      </p>
                    </section>
                  )}
                  <WaitingList
                    desk={state}
                    words={words}
                    services={lobby.service}
                    now={now + view.offset}
                    canTake={can('next')}
                    take={({ id }) => void run({ type: 'take', call: id })}
                  />
                </div>
                <aside className="idle-side">
                  <Tellers tellers={state.tellers} own={staff.number} words={words} />
                  <CallBacks
                    items={state.callBacks}
                    own={staff.number}
                    words={words}
                    services={lobby.service}
                    can={live && !busy}
                    change={({ id }, to) =>
                      void run({ type: 'callBack', id, state: to }, (w) => w.callBackState[to])
                    }
                  />
                </aside>
              </div>
            )
          )}
        </main>
        {state && call && inHand && box === 'transfer' && (
          <TransferDialog
            words={words}
            services={lobby.service}
            tellers={state.tellers.filter((teller) => teller.staff !== staff.number)}
            close={close}
            send={(to, note) => {
              close();
              void run({ type: 'transfer', call: call.id, token: inHand.case.token, to, note });
            }}
          />
        )}
        {call && inHand && box === 'finish' && (
          <FinishDialog
            words={words}
            close={close}
            send={(outcome) => {
              close();
              void run({ type: 'finish', call: call.id, token: inHand.case.token, outcome });
            }}
          />
        )}
        {call && box === 'quiet' && (
          <QuietDialog
            words={words}
            close={close}
            send={() => {
              close();
              act({ do: 'quiet' }, '');
            }}
          />
        )}
        {state && box === 'skills' && (
          <SkillsDialog
            words={words}
            services={lobby.service}
            skills={state.skills}
            close={close}
            send={(skills) => {
              close();
              const presence = state.presence === 'ready' ? 'ready' : 'break';
              void run({ type: 'presence', presence, skills }, (w) => w.said.done);
            }}
          />
        )}
        <footer className="foot">
          <p className={said?.wrong ? 'said said-wrong' : 'said'} role="status">
            {busy ? words.wait : said?.sentence(words)}
          </p>
          <p className="soft">{call && `${call.reference} · ${call.branch} · ${call.terminal}`}</p>
        </footer>
      </div>
    </DeedsProvider>
  );
}
