import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { CounterPage as Page } from '#contracts/branch/counter.ts';
import type { Language } from '#contracts/language.ts';
import type { LiveFeed } from '../live/feed.ts';
import { useLive, useSeconds } from '../live/use-live.ts';
import { useStaff } from '../staff/gate.tsx';
import { StaffHead } from '../staff/head.tsx';
import { useLanguage } from '../staff/language.tsx';
import { ActButton } from './act-button.tsx';
import { ChooseCounter } from './choose-counter.tsx';
import { ComplaintButton } from './complaint-dialog.tsx';
import { CurrentCustomer, inHandOf, noShowLeft } from './current-customer.tsx';
import type { CounterDesk } from './desk.ts';
import { DraftDialog } from './draft-dialog.tsx';
import { FreeCounter } from './free-counter.tsx';
import { deedOf, type KeyDeed } from './keys.ts';
import { QueueTable } from './queue-table.tsx';
import { SideLists } from './side-lists.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { useActs } from './use-acts.ts';
import type { CounterWords } from './words.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

export const WORDS: Readonly<Record<Language, CounterWords>> = { 'zh-CN': zhCN, en };

type Props = {
  readonly feed: LiveFeed<Page>;
  readonly desk: CounterDesk;
  /** The session is over, or the right is gone. */
  readonly shutOut: () => void;
};

/** The counter: who is here, who comes next, and one key for each thing that is done. */
export function CounterPage({ feed, desk, shutOut }: Props) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const { connection, value: page, heardAt, serverOffset } = useLive(feed);
  const now = useSeconds() + serverOffset;
  const { state: deskState, act: actUnderWay } = useSyncExternalStore(desk.subscribe, desk.view);
  const { act, said } = useActs(desk, feed, shutOut);
  const { ask } = useStaff();
  const [drafting, setDrafting] = useState<string | null>(null);
  const [transferring, setTransferring] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const busy = deskState !== 'free';

  useEffect(() => {
    if (connection === 'ended') shutOut();
  }, [connection, shutOut]);

  const current = page?.current ?? null;
  const own = page?.counters.find(({ id }) => id === page.own);
  useEffect(() => {
    document.title = own ? words.titleWith(own.id, current?.label ?? null) : words.title;
  }, [words, own, current]);
  useKeptFocus(main, focusKey(page, transferring !== null || drafting !== null));
  // Whose transfer was asked for may have gone by another way.
  const drafted = current !== null && current.id === drafting ? current : null;
  const transferred = current !== null && current.id === transferring ? current : null;

  const can = (deed: KeyDeed): boolean => {
    if (!page || !own) return false;
    const called = current?.state === 'called';
    switch (deed) {
      case 'callNext':
      case 'number':
        return current === null && own.state === 'open';
      case 'recall':
      case 'begin':
        return called;
      case 'noShow':
        return called && noShowLeft(page, now) === 0;
      case 'pause':
        return true;
      case 'close':
        return current === null;
      default:
        return current !== null;
    }
  };
  const run = (deed: KeyDeed): void => {
    if (busy || !can(deed)) return;
    if (deed === 'number') return field.current?.focus();
    if (deed === 'callNext') return void act('callNext', {}, null);
    if (deed === 'close') return void act('close', {}, '');
    if (deed === 'pause')
      return own?.state === 'paused'
        ? void act('open', { counter: own.id }, own.id)
        : void act('pause', {}, '');
    if (!current) return;
    const on = { ticket: current.id, version: current.version };
    if (deed === 'transfer') return setTransferring(current.id);
    if (deed === 'draft') return setDrafting(current.id);
    if (deed === 'done' || deed === 'notPossible')
      return void act('finish', { ...on, outcome: deed }, current.label);
    void act(deed, on, current.label);
  };
  const call = (label: string) => void act('call', { label }, label);
  useKeys((deed) => {
    if (transferred === null && drafted === null) run(deed);
  });

  const time = heardAt === null ? '' : clockTime(heardAt + serverOffset, page?.configuration.timeZone);
  return (
    <div className="work" data-connection={connection} data-desk={deskState}>
      <StaffHead
        title={own ? words.counter(own.id) : words.title}
        line={{ connection, words: { ...words, lost: words.lost(time) }, more: words.lostMore }}
      >
        {own && (
          <>
            <ActButton
              deed="pause"
              label={own.state === 'paused' ? words.reopen : words.deed.pause}
              can
              busy={busy}
              run={run}
            />
            <ActButton deed="close" label={words.deed.close} can={can('close')} busy={busy} run={run} />
          </>
        )}
        <ComplaintButton counter={own?.id ?? null} />
      </StaffHead>
      {page && !page.speech && <p className="notice">{words.noSpeech}</p>}
      {page && (
        <div className="counter">
          <main ref={main} tabIndex={-1} aria-label={own ? words.counter(own.id) : words.title}>
            {!own ? (
              <ChooseCounter
                page={page}
                words={words}
                busy={busy}
                open={(counter) => void act('open', { counter }, counter)}
              />
            ) : current ? (
              <CurrentCustomer
                page={page}
                ticket={current}
                words={words}
                now={now}
                can={can}
                busy={busy}
                run={run}
              />
            ) : (
              <FreeCounter
                page={page}
                words={words}
                paused={own.state === 'paused'}
                can={can}
                busy={busy}
                run={run}
                call={call}
                reopen={() => run('pause')}
                field={field}
              />
            )}
            <QueueTable page={page} words={words} now={now} />
          </main>
          <SideLists page={page} words={words} canCall={can('number') && !busy} call={call} />
        </div>
      )}
      {page && transferred && (
        <TransferDialog
          page={page}
          ticket={transferred}
          words={words}
          close={() => setTransferring(null)}
          to={(place) => {
            setTransferring(null);
            const on = { ticket: transferred.id, version: transferred.version };
            void act('transfer', { ...on, ...place }, transferred.label);
          }}
        />
      )}
      {page && drafted && (
        <DraftDialog
          ask={ask}
          language={language}
          timeZone={page.configuration.timeZone}
          close={() => setDrafting(null)}
          shutOut={shutOut}
        />
      )}
      <footer className="foot">
        <p className={said.refused ? 'said refused' : 'said'} role="status">
          {deskState === 'sending' && words.sending}
          {deskState === 'unsure' && actUnderWay && words.unsure(words.act[actUnderWay])}
          {(deskState === 'free' || deskState === 'settling') && said.sentence(words)}
        </p>
        {deskState === 'unsure' && (
          <button type="button" className="plain" onClick={desk.drop}>
            {words.dropUnsure}
          </button>
        )}
      </footer>
    </div>
  );
}

/** Changes when the page asks for another thing: then the hands are brought to it. */
const focusKey = (page: Page | null, dialog: boolean): string => {
  if (!page) return 'nothing';
  const { own, current, counters } = page;
  const state = counters.find(({ id }) => id === own)?.state ?? 'none';
  const inHand = current && inHandOf(current)?.id;
  return [own, state, current?.id, current?.state, inHand, dialog].join(' ');
};

/**
 * After each step the keyboard is on what usually comes next; a hand that is elsewhere on the page is left there,
 * unless what it was on is gone.
 */
function useKeptFocus(main: { readonly current: HTMLElement | null }, key: string): void {
  const before = useRef('');
  useLayoutEffect(() => {
    const changed = before.current !== key;
    before.current = key;
    const held = document.activeElement;
    const free = !held || held === document.body || held === main.current;
    const inMain = main.current?.contains(held) === true;
    if (document.querySelector('dialog[open]') || !(free || (changed && inMain))) return;
    const primary = main.current?.querySelector<HTMLElement>('[data-primary="true"]');
    (primary ?? main.current)?.focus({ preventScroll: !changed });
  });
}

/** Hears the keys of the counter, wherever the keyboard is. */
function useKeys(run: (deed: KeyDeed) => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const deed = deedOf(event);
      if (!deed) return;
      event.preventDefault();
      if (!event.repeat) latest.current(deed);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

const clockTime = (instant: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone !== undefined && { timeZone }),
  }).format(instant);
