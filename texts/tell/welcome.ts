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

/** After hours nobody is there in any case, so that alone is said: when somebody is, and what can be done meanwhile. */
function hallWords({ hall, cutOff, services }: BodyOf<'idle'>, { texts }: Telltale): Words[] {
  const { t, join } = texts;
  if (hall && !hall.open)
    return [
      plain(
        join([
          t('idle.closed'),
          ...(hall.opening ? [openingWords(hall.opening, texts)] : []),
          ...(services.length > 0 ? [t('idle.closed.here')] : []),
        ]),
      ),
    ];
  if (cutOff) return [plain(t('cutOff.hall'))];
  return hall?.careUntil ? [plain(t('care.until', { until: hall.careUntil }))] : [];
}

export function idle(body: BodyOf<'idle'>, tale: Telltale): Telling {
  const { t } = tale.texts;
  if (body.notice) {
    return telling({
      title: plain(t(`idle.${body.notice}.title`)),
      lead: [plain(t(`idle.${body.notice}.lead`))],
    });
  }
  return telling({
    title: plain(t('idle.title')),
    lead: [{ shown: t('idle.how'), said: t('idle.howSaid') }],
    points: body.services.length > 0 ? [plain(t('idle.hello'))] : [],
    choices: body.services.map((id, index) => serviceChoice(id, index, tale)),
    after: hallWords(body, tale),
  });
}

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
