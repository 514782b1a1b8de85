import type { Frame } from '#contracts/screen/frame.ts';
import { NEED_CHOICES } from '#contracts/screen/queue-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { formatDate, type Texts } from '../format.ts';
import { openingWords } from './opening.ts';
import { type ChoiceTold, type Fact, type Telling, type Telltale, telling, type Words } from './telling.ts';
import { aheadWords, reasonWords, waitTold } from './wait.ts';
import { serviceChoice } from './welcome.ts';
import { plain, spelled } from './words.ts';

/** The part of a list that is on the screen, with each one's place in the whole. */
export function shownOf<T>(
  list: readonly T[],
  window: { readonly first: number; readonly last: number } | undefined,
): { readonly item: T; readonly place: number }[] {
  const all = list.map((item, place) => ({ item, place }));
  return window ? all.slice(window.first, window.last + 1) : all;
}

export function queueAway(body: BodyOf<'queueAway'>, tale: Telltale): Telling {
  const { texts, counter } = tale;
  const { t } = texts;
  const closed = body.reason === 'closed';
  return telling({
    title: plain(t(`queueAway.${body.reason}.title`)),
    lead: [
      plain(t(`queueAway.${body.reason}.lead`)),
      ...(closed && body.opening ? [plain(openingWords(body.opening, texts))] : []),
    ],
    four: {
      means: null,
      can: plain(closed ? t('queueAway.can.closed') : t('queueAway.can', { counter })),
      knows: null,
    },
    points: body.here.length > 0 ? [plain(t('queueAway.here'))] : [],
    choices: body.here.map((id, index) => serviceChoice(id, index, tale)),
  });
}

export function chooseBusiness(body: BodyOf<'chooseBusiness'>, { texts, frame }: Telltale): Telling {
  const { t, pick, list, join } = texts;
  const { most, window, services } = body;
  const shown = shownOf(services, window);
  const count = services.filter(({ chosen }) => chosen).length;
  const choices = shown.map(({ item: { name, wait, chosen }, place }): ChoiceTold => {
    const how = wait && waitTold(wait, texts);
    // Where nobody serves, how many wait says nothing.
    const before = wait && wait.reason !== 'noCounter' ? aheadWords(wait, texts) : '';
    return {
      choice: place,
      title: { shown: pick(name), said: pick(name) },
      note: how && {
        // Large letters, one thing less.
        shown: before === '' || frame.textSize === 'elder' ? how.shown : `${how.shown} · ${before}`,
        said: list([chosen ? t('chooseBusiness.isChosen') : '', how.said, before]),
      },
      open: true,
    };
  });
  const usual = shown.some(({ item: { wait } }) => wait?.reason === 'coldStart');
  return telling({
    title: plain(t('chooseBusiness.title')),
    // What is wrong comes instead of what was asked.
    lead: body.full
      ? []
      : [
          plain(
            join([
              count === 0 ? t('chooseBusiness.none', { most }) : t('chooseBusiness.chosen', { count, most }),
              ...(window
                ? [
                    t('chooseBusiness.window', {
                      first: window.first + 1,
                      last: window.last + 1,
                      of: services.length,
                    }),
                  ]
                : []),
              ...(usual && !window ? [t('wait.usual')] : []),
            ]),
          ),
        ],
    notice: body.full
      ? { tone: 'mind', words: plain(t('chooseBusiness.full', { most })) }
      : body.cutOff
        ? { tone: 'plain', words: plain(t('chooseBusiness.cutOff')) }
        : null,
    choices,
  });
}

export const doHere = (body: BodyOf<'doHere'>, tale: Telltale): Telling =>
  telling({
    title: plain(tale.texts.t('doHere.title')),
    lead: [plain(tale.texts.t('doHere.lead'))],
    choices: body.here.map((id, index) => serviceChoice(id, index, tale)),
  });

/** Who goes first until when, and seats where there are some. */
const careWords = ({ until, seats }: { until: string | null; seats: number }, { t, join }: Texts): Words =>
  plain(
    join([
      ...(until === null ? [] : [t('care.until', { until })]),
      ...(seats > 0 ? [t('care.seats', { count: seats })] : []),
    ]),
  );

export function needs(body: BodyOf<'needs'>, { texts }: Telltale): Telling {
  const { t } = texts;
  return telling({
    title: plain(t('needs.title')),
    lead: [plain(t('needs.lead'))],
    choices: NEED_CHOICES.map((need, choice): ChoiceTold => {
      const byDocument = need === 'elderly' && body.elderlyKnown;
      const chosen = body.chosen.includes(need);
      const why = byDocument ? t('needs.byDocument') : '';
      return {
        choice,
        title: plain(t(`needs.${need}`)),
        note: chosen || byDocument ? { shown: why, said: chosen ? t('needs.isChosen') : why } : null,
        open: true,
      };
    }),
    after: body.care ? [careWords(body.care, texts)] : [],
  });
}

type PapersBody = BodyOf<'papers'> | BodyOf<'papersMissing'>;

function paperRows({ papers, window }: PapersBody, { texts }: Telltale): ChoiceTold[] {
  const { t, pick, list } = texts;
  return shownOf(papers, window).map(({ item: { name, instead }, place }) => ({
    choice: place,
    title: plain(pick(name)),
    note: instead.length === 0 ? null : plain(t('papers.instead', { papers: list(instead.map(pick)) })),
    open: true,
  }));
}

const paperWindow = ({ papers, window }: PapersBody, { texts: { t } }: Telltale): Words[] =>
  window
    ? [plain(t('papers.window', { first: window.first + 1, last: window.last + 1, of: papers.length }))]
    : [];

export const papers = (body: BodyOf<'papers'>, tale: Telltale): Telling =>
  telling({
    title: plain(tale.texts.t('papers.title')),
    lead: body.window ? paperWindow(body, tale) : [plain(tale.texts.t('papers.lead'))],
    choices: paperRows(body, tale),
  });

export function papersMissing(body: BodyOf<'papersMissing'>, tale: Telltale): Telling {
  const { texts, counter } = tale;
  const { t } = texts;
  const some = body.papers.length > 0;
  return telling({
    title: plain(t('papersMissing.title')),
    lead: body.window
      ? paperWindow(body, tale)
      : [plain(t(some ? 'papersMissing.some' : 'papersMissing.none'))],
    choices: paperRows(body, tale),
    after: [plain(t('papersMissing.ask', { counter }))],
  });
}

/** So many of the services are named; of more only the count is told. */
const NAMED = 2;

function takenTitle({ label, state, counter }: BodyOf<'ticketTaken'>, { t }: Texts): Words {
  const said = spelled(label);
  switch (state) {
    case 'waiting':
      return {
        shown: t('ticketTaken.waiting.title'),
        said: t('ticketTaken.waiting.said', { label: said }),
      };
    case 'called':
      return plain(
        counter === null
          ? t('ticketTaken.calledSomewhere.title')
          : t('ticketTaken.called.title', { counter }),
      );
    case 'over':
      return plain(t('ticketTaken.over.title'));
  }
}

/** The address the screen shows as a code; with large letters the paper alone carries it. */
export const phoneCode = ({ phoneUrl, state }: BodyOf<'ticketTaken'>, { textSize }: Frame): string | null =>
  state === 'over' || textSize === 'elder' ? null : phoneUrl;

function keptTold({ kept }: BodyOf<'ticketTaken'>, { t, list }: Texts): Fact {
  return { label: t('ticketTaken.kept'), value: plain(list(kept.map((id) => t(`service.${id}`)))) };
}

function forTold({ services }: BodyOf<'ticketTaken'>, { t, list, pick }: Texts): Fact {
  const names = list(services.slice(0, NAMED).map(pick));
  const more = services.length > NAMED;
  return {
    label: t('ticketTaken.for'),
    value: plain(more ? t('ticketTaken.andMore', { names, count: services.length }) : names),
  };
}

export function ticketTaken(body: BodyOf<'ticketTaken'>, { texts, counter, frame }: Telltale): Telling {
  const { t } = texts;
  const { wait, state } = body;
  const why = wait && reasonWords(wait, texts);
  const told: Fact[] = [];
  if (wait) {
    told.push({ label: t('ticketTaken.wait'), value: waitTold(wait, texts) });
    if (wait.reason !== 'noCounter')
      told.push({
        label: t('ticketTaken.ahead'),
        value: plain(wait.ahead === 0 ? t('wait.nobodyBefore') : t('wait.people', { count: wait.ahead })),
      });
  }
  if (body.countsFrom !== undefined) {
    told.push({ label: t('ticketTaken.wait'), value: plain(t('wait.notKnown')) });
    told.push({ label: t('ticketTaken.countsFrom'), value: plain(body.countsFrom) });
  }
  // What he came for he knows; what goes with him he may not, and there is room for one of them.
  told.push(body.kept.length > 0 ? keptTold(body, texts) : forTold(body, texts));
  return telling({
    title: takenTitle(body, texts),
    lead: [
      ...(state === 'over' ? [plain(t('ticketTaken.over.lead', { counter }))] : []),
      ...(body.appointment && state === 'waiting'
        ? [plain(t(`ticketTaken.${body.appointment.kept}`, { time: body.appointment.time }))]
        : []),
      ...(why ? [plain(why)] : []),
      ...(body.countsFrom === undefined ? [] : [plain(t('ticketTaken.cutOff'))]),
      ...(state === 'waiting' ? [] : [{ shown: '', said: spelled(body.label) }]),
    ],
    facts: told,
    notice: {
      tone: body.receipt === 'unknown' || body.receipt === 'notPrinted' ? 'mind' : 'plain',
      words: plain(t(`ticketPaper.${body.receipt}`)),
    },
    after: [
      ...(state === 'waiting' ? [plain(t('ticketTaken.listen'))] : []),
      ...(body.care ? [careWords(body.care, texts)] : []),
      ...(phoneCode(body, frame) === null ? [] : [{ shown: '', said: t('ticketTaken.phone') }]),
    ],
  });
}

export function enterAppointment(
  { entered, length, problem }: BodyOf<'enterAppointment'>,
  { texts: { t }, counter }: Telltale,
): Telling {
  return telling({
    title: plain(t('enterAppointment.title')),
    lead: [
      plain(t('enterAppointment.lead', { length })),
      { shown: '', said: t('enterAppointment.entered', { count: entered.length, length }) },
    ],
    notice: problem && { tone: 'mind', words: plain(t(`enterAppointment.${problem}`, { counter })) },
  });
}

export function appointment(body: BodyOf<'appointment'>, { texts }: Telltale): Telling {
  const { t, pick, language } = texts;
  const { verdict, time, from, label, day } = body;
  const kept = verdict === 'early' || verdict === 'onTime' || verdict === 'late';
  const values = { time, from };
  return telling({
    title: plain(kept ? t('appointment.title', { time }) : t(`appointment.${verdict}.title`)),
    lead: [
      verdict === 'checkedIn'
        ? {
            shown: t('appointment.checkedIn', { label: label ?? '' }),
            said: t('appointment.checkedIn', { label: spelled(label ?? '') }),
          }
        : plain(t(`appointment.${verdict}`, values)),
    ],
    facts: [
      {
        label: t('appointment.when'),
        value: plain(
          verdict === 'otherDay'
            ? `${formatDate(Date.parse(`${day}T00:00:00Z`), language, 'UTC')} ${time}`
            : time,
        ),
      },
      { label: t('ticketTaken.for'), value: plain(pick(body.service)) },
    ],
  });
}

export const ticketUnknown = (_body: BodyOf<'ticketUnknown'>, { texts: { t }, counter }: Telltale): Telling =>
  telling({
    title: plain(t('ticketUnknown.title')),
    lead: [plain(t('ticketUnknown.lead'))],
    four: { means: null, can: plain(t('ticketUnknown.can', { counter })), knows: null },
    after: [plain(t('ticketUnknown.leave'))],
  });

export function ticketGivenUp(
  { label, state }: BodyOf<'ticketGivenUp'>,
  { texts: { t } }: Telltale,
): Telling {
  return telling({
    title: {
      shown: t(`ticketGivenUp.${state}.title`, { label }),
      said: t(`ticketGivenUp.${state}.title`, { label: spelled(label) }),
    },
    lead: [plain(t(`ticketGivenUp.${state}.lead`))],
  });
}
