import type { BodyOf } from '#contracts/screen/screen.ts';
import type { ServiceId } from '#contracts/services/service.ts';
import { openingWords } from './opening.ts';
import { type ChoiceTold, type Telling, type Telltale, telling, type Words } from './telling.ts';
import { plain, referenceWords } from './words.ts';

export const starting = (_body: BodyOf<'starting'>, { texts: { t } }: Telltale): Telling =>
  telling({ title: plain(t('starting.title')), lead: [plain(t('starting.lead'))] });

export const outOfService = (body: BodyOf<'outOfService'>, { texts: { t }, counter }: Telltale): Telling =>
  telling({
    title: plain(t('outOfService.title')),
    lead: [plain(t(`outOfService.reason.${body.reason}`))],
    four: {
      means: plain(t(body.reason === 'cardStuck' ? 'outOfService.meansCard' : 'outOfService.means')),
      can: plain(t('outOfService.can', { counter })),
      knows: plain(t('outOfService.knows')),
    },
    facts: [{ label: t('frame.reference'), value: referenceWords(body.reference) }],
  });

export const serviceChoice = (id: ServiceId, choice: number, { texts: { t } }: Telltale): ChoiceTold => ({
  choice,
  title: plain(t(`service.${id}`)),
  note: plain(t(`service.${id}.what`)),
  open: true,
});

/** What is to be known of the counters: after hours nobody is there in any case, so that alone is said, and since when. */
function hallWords({ hall, cutOff, services }: BodyOf<'idle'>, { texts, frame }: Telltale): Words | null {
  const { t, join } = texts;
  const large = frame.textSize === 'elder';
  if (hall && !hall.open) {
    const opening = hall.opening ? [openingWords(hall.opening, texts)] : [];
    const here = services.length > 0 ? [t('idle.closed.here')] : [];
    const closed = t('idle.closed');
    return {
      shown: large ? t('idle.closedShort') : join([closed, ...opening]),
      said: join([closed, ...opening, ...here]),
    };
  }
  if (cutOff) return { shown: t(large ? 'cutOff.hallShort' : 'cutOff.hall'), said: t('cutOff.hall') };
  if (!hall?.careUntil) return null;
  // In large letters the ways on have all the room; it stands on the board and before the number.
  const said = t('care.until', { until: hall.careUntil });
  return { shown: large ? '' : said, said };
}

export function idle(body: BodyOf<'idle'>, tale: Telltale): Telling {
  const { t } = tale.texts;
  if (body.notice) {
    return telling({
      title: plain(t(`idle.${body.notice}.title`)),
      lead: [plain(t(`idle.${body.notice}.lead`))],
    });
  }
  const hello = body.services.length > 0 ? plain(t('idle.hello')) : null;
  const hall = hallWords(body, tale);
  return telling({
    title: plain(t('idle.title')),
    lead: [{ shown: t('idle.how'), said: t('idle.howSaid') }],
    // One line over what can be done here, so that the ways on keep their place.
    points: hello && hall ? [joined(hall, hello, tale)] : hello ? [hello] : [],
    choices: body.services.map((id, index) => serviceChoice(id, index, tale)),
    after: hall && !hello ? [hall] : [],
  });
}

/** In large letters there is room for one of them: what is not as usual goes first. */
const joined = (hall: Words, hello: Words, { texts: { join }, frame }: Telltale): Words => ({
  shown: frame.textSize === 'elder' ? hall.shown || hello.shown : join([hall.shown, hello.shown]),
  said: join([hall.said, hello.said]),
});

export function identify(body: BodyOf<'identify'>, { texts: { t, join }, counter }: Telltale): Telling {
  const { phase, problem } = body;
  if (phase === 'reading') {
    return telling({ title: plain(t('identify.reading.title')), lead: [plain(t('identify.reading.lead'))] });
  }
  if (phase === 'place' || problem === null) {
    return telling({
      title: plain(t('identify.place.title')),
      lead: [
        { shown: t('identify.place.lead'), said: join([t('identify.place.said'), t('identify.place.lead')]) },
      ],
      after: [plain(t('identify.place.more'))],
    });
  }
  return telling({
    title: plain(t(`identify.${problem}.title`)),
    lead: [plain(t(`identify.${problem}.lead`))],
    four: {
      means: plain(t('identify.means')),
      can: plain(t(`identify.${problem}.can`, { counter })),
      knows: null,
    },
  });
}

export const elderOffer = (_body: BodyOf<'elderOffer'>, { texts: { t } }: Telltale): Telling =>
  telling({ title: plain(t('elderOffer.title')), lead: [plain(t('elderOffer.lead'))] });

export function menu(body: BodyOf<'menu'>, tale: Telltale): Telling {
  const { t } = tale.texts;
  return telling({
    title: plain(t('menu.title')),
    choices: body.services.map((service, index) => {
      const choice = serviceChoice(service.id, index, tale);
      if (service.offered || service.reason === null) return { ...choice, open: service.offered };
      const note = plain(t(`menu.reason.${service.reason}`, { age: service.minimumAge }));
      return { ...choice, open: false, note };
    }),
    after: body.cutOff ? [plain(t('cutOff.hall'))] : [],
  });
}

export function notEligible(body: BodyOf<'notEligible'>, { texts: { t }, counter }: Telltale): Telling {
  const values = { age: body.minimumAge, service: t(`service.${body.service}`), counter };
  return telling({
    title: plain(t(`notEligible.${body.reason}.title`, values)),
    lead: [plain(t(`notEligible.${body.reason}.lead`, values))],
    four: {
      means: plain(t('notEligible.means')),
      can: plain(t(`notEligible.${body.reason}.can`, values)),
      knows: null,
    },
  });
}
