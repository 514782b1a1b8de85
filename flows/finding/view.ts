import type { Action } from '#contracts/screen/actions.ts';
import { FOUND_AT_ONCE, LETTERS } from '#contracts/screen/finding-bodies.ts';
import { PAPERS_AT_ONCE } from '#contracts/screen/queue-bodies.ts';
import { back, choice, digitEntry, primary, secondary } from '../present/actions.ts';
import { windowOf } from '../present/list-window.ts';
import type { View } from '../present/view.ts';
import { endingOf, type FindingContext } from './context.ts';
import type { FindingSnapshot } from './machine.ts';
import { choiceOf } from './places.ts';

const hallOf = ({ way }: FindingContext) => ({ open: way?.open ?? null, opening: way?.opening ?? null });

const letterEntry: readonly Action[] = [
  ...[...LETTERS].map((_, place): Action => ({ id: 'letter', role: 'entry', choice: place })),
  { id: 'words', role: 'entry' },
];

/** What of finding the way is on the screen. `branch`: whether a number can be asked for at all. */
export function findingView(snapshot: FindingSnapshot, elder: boolean): View {
  const { context } = snapshot;
  if (snapshot.matches({ open: 'answer' })) return answerView(context, elder);
  const { query, found, places, page } = context;
  const size = elder ? FOUND_AT_ONCE.elder : FOUND_AT_ONCE.normal;
  const typing = !snapshot.matches({ open: 'choosing' });
  const { first, last, ...shown } = windowOf(found.length, size, typing ? 0 : page);
  const rows = found.slice(first, last + 1);
  return {
    body: {
      kind: 'find',
      stage: typing ? 'typing' : 'choosing',
      query,
      suggested: query.trim() === '',
      results: found.map((one) => {
        const { title, end } = endingOf(one, context);
        return { of: one.kind, id: one.id, choice: choiceOf(places, one), title, end };
      }),
      ...shown,
      ...hallOf(context),
    },
    actions: typing
      ? [
          // The keys write, so the rows are for the finger alone; ENTER gives them keys of their own.
          ...rows.map((one): Action => ({ id: 'choose', role: 'choice', choice: choiceOf(places, one) })),
          ...letterEntry,
          ...digitEntry,
          primary('next'),
          back(),
        ]
      : [
          ...rows.map((one, place) => choice(choiceOf(places, one), 'choose', place)),
          ...('window' in shown ? [secondary('more', 'zero')] : []),
          ...(found.length === 0 ? [secondary('takeNumber', 'one')] : []),
          ...(found.length === 0 ? [primary('callPerson')] : []),
          back(),
        ],
    question: typing ? 'find' : `found ${first}`,
  };
}

function answerView(context: FindingContext, elder: boolean): View {
  const { chosen, way, page } = context;
  if (!chosen) throw new Error('an answer was shown before one was chosen');
  const { title, words, end, service, shows, ...ending } = endingOf(chosen, context);
  const papers = ending.papers.map(({ name, instead }) => ({ name, instead: [...instead] }));
  const { window } = windowOf(papers.length, elder ? PAPERS_AT_ONCE.elder : PAPERS_AT_ONCE.normal, page);
  const open = way?.open ?? null;
  const toNumber = end === 'papers' && open === true;
  // Closed, or nobody to be reached from here: a call would be a promise.
  const shut = open !== true;
  const ways: Action[] =
    end === 'person'
      ? shut
        ? [secondary('callPerson', 'one'), primary('next')]
        : [primary('callPerson')]
      : toNumber
        ? [...(service ? [secondary('start', 'one')] : []), primary('takeNumber')]
        : [primary(service ? 'start' : 'next')];
  return {
    body: {
      kind: 'answer',
      of: chosen.kind,
      id: chosen.id,
      title,
      words,
      end,
      service,
      papers,
      ...(window ? { window } : {}),
      ...hallOf(context),
      hours: shows === 'hours' ? [...(way?.hours ?? [])] : null,
      seats: shows === 'care' ? (way?.care.seats ?? null) : null,
    },
    actions: [...ways, ...(window ? [secondary('more', 'zero')] : []), back()],
    question: `answer ${chosen.kind} ${chosen.id} ${window?.first ?? 0}`,
  };
}
