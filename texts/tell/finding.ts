import type { Hours } from '#contracts/branch/configuration.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { isServiceId } from '#contracts/services/service.ts';
import type { TextKey } from '../catalogue.ts';
import type { Texts } from '../format.ts';
import { openingWords } from './opening.ts';
import { shownOf } from './queue.ts';
import { type ChoiceTold, type Fact, type Telling, type Telltale, telling, type Words } from './telling.ts';
import { plain } from './words.ts';

/** What a key of the screen's own keyboard is called. */
export const letterLabel = (choice: number | undefined, { t }: Texts): string => {
  const letter = LETTERS[choice ?? -1] ?? '';
  return letter === ' ' ? t('action.letter.blank') : letter.toUpperCase();
};

const nameOf = (title: BodyOf<'answer'>['title'], id: string, { t, pick }: Texts): string => {
  if (title) return pick(title);
  return isServiceId(id) ? t(`service.${id}`) : t('answer.notHere');
};

/** The branch's next opening, where it is closed. */
const closedWords = ({ open, opening }: BodyOf<'find' | 'answer'>, first: string, texts: Texts): Words[] =>
  open === false ? [plain(texts.join([first, opening ? openingWords(opening, texts) : '']))] : [];

export function find(body: BodyOf<'find'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const { results, window, stage, suggested } = body;
  const nothing = results.length === 0;
  const typing = stage === 'typing';
  const choices = shownOf(results, window).map(
    ({ item: { id, choice, title, end } }): ChoiceTold => ({
      choice,
      title: plain(nameOf(title, id, texts)),
      note: plain(t(`find.end.${end}`)),
      open: true,
    }),
  );
  if (typing)
    return telling({
      title: plain(t('find.title')),
      lead: [{ shown: t('find.lead'), said: t('find.said') }],
      notice: nothing ? { tone: 'mind', words: plain(t('find.nothing')) } : null,
      points: [
        ...closedWords(body, t('find.closed'), texts),
        ...(suggested && body.open !== false ? [plain(t('find.often'))] : []),
      ],
      choices,
    });
  return telling({
    title: plain(t(nothing ? 'find.nothing.title' : 'find.choosing.title')),
    lead: [
      ...(nothing ? [plain(t('find.nothing.lead'))] : []),
      ...(window
        ? [plain(t('find.window', { first: window.first + 1, last: window.last + 1, of: results.length }))]
        : []),
      ...closedWords(body, t('find.closed'), texts),
    ],
    choices,
  });
}

/** `1 2 3 4 5` as Monday to Friday; days that do not follow each other one by one. */
function dayWords(days: readonly number[], { t, list, message }: Texts): string {
  const names = days.toSorted((a, b) => a - b).map((day) => message(`weekday.${day}` as TextKey));
  const [first = '', last = ''] = [names[0], names.at(-1)];
  if (names.length === 7) return t('answer.everyDay');
  const follow = Math.max(...days) - Math.min(...days) === days.length - 1;
  return follow && names.length > 2 ? t('answer.days', { first, last }) : list(names);
}

const hourFact = ({ days, from, to }: Hours, texts: Texts): Fact => ({
  label: dayWords(days, texts),
  value: plain(texts.t('answer.hours', { from, to })),
});

/** How it goes on, in a sentence. */
function endWords(body: BodyOf<'answer'>, { texts, counter }: Telltale): Words[] {
  const { t } = texts;
  const { end, open, papers } = body;
  const shut = (first: string) => closedWords(body, first, texts);
  switch (end) {
    case 'start':
      return [plain(t('answer.begin'))];
    case 'papers':
      return [...shut(t('answer.closed')), plain(t(papers.length > 0 ? 'answer.papers' : 'answer.noPapers'))];
    case 'person':
      if (open === false) return shut(t('answer.personClosed'));
      return [plain(t(open === null ? 'answer.unreachable' : 'answer.person', { counter }))];
  }
}

export function answer(body: BodyOf<'answer'>, tale: Telltale): Telling {
  const { texts } = tale;
  const { t, pick, list } = texts;
  const { words, title, id, of, end, hours, seats } = body;
  return telling({
    title: plain(nameOf(title, id, texts)),
    lead: [
      ...(words ? [plain(pick(words))] : []),
      ...(of === 'service' && end === 'person' ? [plain(t('answer.notHere'))] : []),
    ],
    points: endWords(body, tale),
    facts: [
      ...(hours ?? []).map((one) => hourFact(one, texts)),
      ...(seats === null
        ? []
        : [{ label: t('answer.seats'), value: plain(t('answer.seatCount', { count: seats })) }]),
    ],
    choices: shownOf(body.papers, body.window).map(({ item: { name, instead }, place }) => ({
      choice: place,
      title: plain(pick(name)),
      note: instead.length === 0 ? null : plain(t('papers.instead', { papers: list(instead.map(pick)) })),
      open: true,
    })),
  });
}
