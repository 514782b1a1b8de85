import { COMPLAINT_WISHES } from '#contracts/branch/complaint.ts';
import { RATING_LEVELS, RATING_REASONS } from '#contracts/branch/feedback.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { formatDate, formatTime, type Texts } from '../format.ts';
import { type ChoiceTold, type Telling, type Telltale, telling, type Words } from './telling.ts';
import { phoneWords, plain, spelled } from './words.ts';

/** China has one time zone; a deadline is told in it whatever the machine's clock is set to. */
const TIME_ZONE = 'Asia/Shanghai';

const row = (choice: number, title: string, note: string | null = null): ChoiceTold => ({
  choice,
  title: plain(title),
  note: note === null ? null : plain(note),
  open: true,
});

/** The part of a list that is on the screen, with each one's place in the whole. */
const shownOf = <T>(
  list: readonly T[],
  window: { readonly first: number; readonly last: number } | undefined,
) =>
  list
    .map((item, place) => ({ item, place }))
    .slice(window?.first ?? 0, (window?.last ?? list.length - 1) + 1);

export function farewell(body: BodyOf<'farewell'>, { texts: { t }, counter }: Telltale): Telling {
  const thanked = body.rating === 'thanked';
  return telling({
    title: plain(t(thanked ? 'farewell.thanked.title' : `farewell.${body.why}.title`)),
    lead: [
      plain(thanked ? t('farewell.thanked.lead') : t(`farewell.${body.why}.lead`, { counter })),
      ...(body.rating === 'offered' ? [plain(t('farewell.rate'))] : []),
    ],
    choices: body.rating === 'offered' ? RATING_LEVELS.map((level) => row(level, t(`rating.${level}`))) : [],
  });
}

export const ratingReasons = (body: BodyOf<'ratingReasons'>, { texts: { t } }: Telltale): Telling =>
  telling({
    title: plain(t('ratingReasons.title')),
    lead: [plain(t('ratingReasons.lead'))],
    choices: shownOf(RATING_REASONS, body.window).map(({ item, place }) =>
      row(place, t(`rating.reason.${item}`)),
    ),
  });

export const complaintSubject = (body: BodyOf<'complaintSubject'>, { texts: { t } }: Telltale): Telling =>
  telling({
    title: plain(t('complaintSubject.title')),
    lead: [plain(t('complaintSubject.lead'))],
    choices: shownOf(body.subjects, body.window).map(({ item, place }) =>
      row(place, t(`complaint.subject.${item}`)),
    ),
  });

export const complaintWish = (_body: BodyOf<'complaintWish'>, { texts: { t } }: Telltale): Telling =>
  telling({
    title: plain(t('complaintWish.title')),
    choices: COMPLAINT_WISHES.map((wish, index) =>
      row(index, t(`complaint.wish.${wish}`), t(`complaintWish.${wish}.note`)),
    ),
  });

export function complaintPhone(body: BodyOf<'complaintPhone'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const digits = [body.entered.slice(0, 3), body.entered.slice(3, 7), body.entered.slice(7)];
  return telling({
    title: plain(t('complaintPhone.title')),
    lead: [
      plain(t('complaintPhone.lead')),
      {
        shown: '',
        said:
          body.entered === ''
            ? t('complaintPhone.nothing')
            : t('complaintPhone.entered', { digits: texts.list(digits.map(spelled)) }),
      },
    ],
    notice: body.problem ? { tone: 'mind', words: plain(t('complaintPhone.problem')) } : null,
  });
}

export function complaintReview(body: BodyOf<'complaintReview'>, { texts }: Telltale): Telling {
  const { t } = texts;
  return telling({
    title: plain(t('complaintReview.title')),
    facts: [
      { label: t('complaintReview.subject'), value: plain(t(`complaint.subject.${body.subject}`)) },
      { label: t('complaintReview.wish'), value: plain(t(`complaint.wish.${body.wish}`)) },
      ...(body.contact === null
        ? []
        : [{ label: t('complaintReview.contact'), value: phoneWords(body.contact, texts) }]),
    ],
    points: [plain(t('complaintReview.effect'))],
    after: [plain(t('complaintReview.words'))],
  });
}

const dueWords = (due: string, { t, language }: Texts): Words => {
  const wall = Date.parse(due);
  return plain(
    t('complaintFiled.at', {
      date: formatDate(wall, language, TIME_ZONE),
      time: formatTime(wall, TIME_ZONE),
    }),
  );
};

/** The address the screen shows as a code; with large letters the paper alone carries it. */
export const complaintCode = ({ url }: BodyOf<'complaintFiled'>, { textSize }: Frame): string | null =>
  textSize === 'elder' ? null : url;

export function complaintFiled(body: BodyOf<'complaintFiled'>, { texts, frame }: Telltale): Telling {
  const { t } = texts;
  return telling({
    title: plain(t('complaintFiled.title')),
    facts: [
      {
        label: t('complaintFiled.number'),
        value: { shown: body.number, said: spelled(body.number) },
      },
      { label: t('complaintFiled.due'), value: dueWords(body.due, texts) },
      { label: t('complaintFiled.owner'), value: plain(t(`complaint.owner.${body.owner}`)) },
    ],
    notice: {
      tone:
        body.receipt === 'printed' || body.receipt === 'printing' || body.receipt === 'offered'
          ? 'plain'
          : 'mind',
      words: plain(t(`complaintPaper.${body.receipt}`)),
    },
    after: [
      plain(t('complaintFiled.late')),
      complaintCode(body, frame) === null
        ? plain(t('complaintFiled.ask'))
        : { shown: '', said: t('complaintFiled.phone') },
    ],
  });
}

export const complaintNotFiled = (
  body: BodyOf<'complaintNotFiled'>,
  { texts: { t }, counter }: Telltale,
): Telling =>
  telling({
    title: plain(t(`complaintNotFiled.${body.reason}.title`)),
    lead: [plain(t(`complaintNotFiled.${body.reason}.lead`))],
    four: { means: null, can: plain(t('complaintNotFiled.can', { counter })), knows: null },
  });

export const complaintUnknown = (
  _body: BodyOf<'complaintUnknown'>,
  { texts: { t }, counter }: Telltale,
): Telling =>
  telling({
    title: plain(t('complaintUnknown.title')),
    lead: [plain(t('complaintUnknown.lead'))],
    four: { means: null, can: plain(t('complaintUnknown.can', { counter })), knows: null },
    after: [plain(t('complaintUnknown.leave'))],
  });
