import type { BodyOf } from '#contracts/screen/screen.ts';
import { formatTime, type Texts } from '../format.ts';
import { type Telling, type Telltale, telling, type Words } from './telling.ts';
import { phoneWords, plain, referenceWords, spelled } from './words.ts';

type Time = BodyOf<'callBackReview'>['time'];
/** China has one time zone. */
const TIME_ZONE = 'Asia/Shanghai';

/** Day of the week and date: nobody has to reckon. */
const dayOf = (wall: number, { language }: Texts): string =>
  new Intl.DateTimeFormat(language === 'zh-CN' ? 'zh-CN' : 'en-GB', {
    month: language === 'zh-CN' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: TIME_ZONE,
  }).format(wall);

function timeWords({ from, to }: Time, texts: Texts): Words {
  const wall = Date.parse(from);
  const parts = {
    day: dayOf(wall, texts),
    from: formatTime(wall, TIME_ZONE),
    to: formatTime(Date.parse(to), TIME_ZONE),
  };
  return { shown: texts.t('callBackTime.row', parts), said: texts.t('callBackTime.row.said', parts) };
}

export function callBackTime(body: BodyOf<'callBackTime'>, { texts }: Telltale): Telling {
  const { first, last } = body.window ?? { first: 0, last: body.times.length - 1 };
  return telling({
    title: plain(texts.t('callBackTime.title')),
    lead: [plain(texts.t('callBackTime.lead'))],
    notice: body.full ? { tone: 'mind', words: plain(texts.t('callBackTime.full')) } : null,
    choices: body.times.slice(first, last + 1).map((time, place) => ({
      choice: first + place,
      title: timeWords(time, texts),
      note: null,
      open: true,
    })),
  });
}

export function callBackPhone(body: BodyOf<'callBackPhone'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const digits = [body.entered.slice(0, 3), body.entered.slice(3, 7), body.entered.slice(7)];
  return telling({
    title: plain(t('callBackPhone.title')),
    lead: [
      plain(t('callBackPhone.lead')),
      {
        shown: '',
        said:
          body.entered === ''
            ? t('callBackPhone.nothing')
            : t('callBackPhone.entered', { digits: texts.list(digits.map(spelled)) }),
      },
    ],
    notice: body.problem ? { tone: 'mind', words: plain(t('callBackPhone.problem')) } : null,
  });
}

const factsOf = ({ time, phone }: { readonly time: Time; readonly phone: string }, texts: Texts) => [
  { label: texts.t('callBackReview.time'), value: timeWords(time, texts) },
  { label: texts.t('callBackReview.phone'), value: phoneWords(phone, texts) },
];

export const callBackReview = (body: BodyOf<'callBackReview'>, { texts }: Telltale): Telling =>
  telling({
    title: plain(texts.t('callBackReview.title')),
    facts: factsOf(body, texts),
    points: [plain(texts.t('callBackReview.effect'))],
  });

export function callBackKept(body: BodyOf<'callBackKept'>, { texts }: Telltale): Telling {
  const { t } = texts;
  const unknown = body.reference === null;
  return telling({
    title: plain(t(unknown ? 'callBackKept.unknown.title' : 'callBackKept.title')),
    lead: [plain(t(unknown ? 'callBackKept.unknown.lead' : 'callBackKept.lead'))],
    facts: [
      ...factsOf(body, texts),
      ...(body.reference === null
        ? []
        : [{ label: t('frame.reference'), value: referenceWords(body.reference) }]),
    ],
  });
}

export const callBackAway = ({ why }: BodyOf<'callBackAway'>, { texts: { t }, counter }: Telltale): Telling =>
  telling({
    title: plain(t(`callBackAway.${why}.title`)),
    lead: [plain(t(`callBackAway.${why}.lead`))],
    four: { means: null, can: plain(t('callBackAway.can', { counter })), knows: null },
  });
