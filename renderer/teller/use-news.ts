import { useEffect, useRef } from 'react';
import type { Language } from '#contracts/language.ts';
import type { TellerView } from './desk.ts';
import { stepShown } from './step-view.ts';
import type { Sentence } from './use-said.ts';

/** Says what came by itself: a customer who waits, a case that came or went, another step, the answer to an act. */
export function useNews(
  view: TellerView,
  language: Language,
  say: (sentence: Sentence, wrong?: boolean) => void,
): void {
  const before = useRef<TellerView | null>(null);
  useEffect(() => {
    const former = before.current;
    before.current = view;
    if (!former) return;
    const news = newsOf(former, view, language);
    if (news) say(news.sentence, news.wrong);
  }, [view, language, say]);
}

type News = { readonly sentence: Sentence; readonly wrong: boolean };
const good = (sentence: Sentence): News => ({ sentence, wrong: false });

/** The most important of what is new; null when nothing is. */
export function newsOf(former: TellerView, view: TellerView, language: Language): News | null {
  const had = former.inHand?.case.call;
  const has = view.inHand?.case.call;
  if (had && !has) return good((w) => w.said.gone);
  if (has && had?.id !== has.id) return good((w) => w.said.taken(has.reference));
  if (has && former.line.is === 'lost' && view.line.is === 'live')
    return good((w) => w.said.back(has.reference));
  const answered = view.inHand?.acts.find(
    ({ id, state }) =>
      state !== 'sending' &&
      state !== 'sent' &&
      former.inHand?.acts.find((entry) => entry.id === id)?.state !== state,
  );
  if (answered)
    return {
      sentence: (w) => w.said.act(answered.about || w.actName[answered.act.do], w.actState[answered.state]),
      wrong: !['shown', 'asked', 'accepted'].includes(answered.state),
    };
  const step = stepOf(view);
  if (step && step !== stepOf(former)) {
    const shown = view.inHand?.view;
    if (shown?.is === 'own') return good((w) => w.alone[shown.what]);
    if (shown?.is === 'shown') {
      const { title } = stepShown(shown, language);
      return good((w) => w.said.step(title));
    }
  }
  if (has) return null;
  const known = new Set(former.desk?.waiting.map(({ id }) => id));
  const came = former.desk && view.desk?.waiting.find(({ id, yours }) => yours && !known.has(id));
  return came ? good((w) => w.said.arrived(came.reference, w.reason[came.reason])) : null;
}

/** Names the question on the customer's screen; changes when that does. */
function stepOf({ inHand }: TellerView): string | null {
  const view = inHand?.view;
  if (!view) return null;
  if (view.is === 'own') return `own ${view.what} ${view.step}`;
  const { step, body, frame } = view.screen;
  return `${step} ${body.kind} ${frame.overlay?.kind ?? ''}`;
}
