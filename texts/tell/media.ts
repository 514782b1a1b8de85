import type { BodyOf } from '#contracts/screen/screen.ts';
import { type Fact, type FourThings, type Telling, type Telltale, telling, type Words } from './telling.ts';
import { plain, referenceWords } from './words.ts';

export function cardProblem(body: BodyOf<'cardProblem'>, { texts: { t }, counter }: Telltale): Telling {
  return telling({
    title: plain(t(`cardProblem.${body.problem}.title`)),
    lead: [plain(t(`cardProblem.${body.problem}.lead`))],
    four: {
      means: plain(t('cardProblem.means')),
      can: plain(t(`cardProblem.${body.problem}.can`, { counter })),
      knows: null,
    },
  });
}

/** What is there to be taken, in the order it is told and drawn. */
export const mediaOf = ({ what, receipt }: BodyOf<'takeMedia'>) =>
  receipt ? ([what, 'receipt'] as const) : ([what] as const);

export function takeMedia(body: BodyOf<'takeMedia'>, { texts: { t } }: Telltale): Telling {
  const { what, why } = body;
  return telling({
    title: plain(t(`takeMedia.title.${what}`)),
    // A card is also given back in the middle of a visit: then nothing is finished yet.
    lead: [plain(t(`takeMedia.why.${what === 'card' && why === 'finished' ? 'returned' : why}`))],
    facts: mediaOf(body).map((thing) => ({
      label: t(`takeMedia.${thing}`),
      value: plain(t(`takeMedia.${thing}.where`)),
    })),
    notice:
      body.urgency === 'insistent' ? { tone: 'stop', words: plain(t(`takeMedia.insistent.${what}`)) } : null,
  });
}

const staffKnow = (told: boolean, { texts: { t } }: Telltale): Words =>
  plain(t(told ? 'staff.told' : 'staff.notTold'));

const referenceFact = (reference: string, { texts: { t } }: Telltale): Fact => ({
  label: t('frame.reference'),
  value: referenceWords(reference),
});

export function cardRetained(body: BodyOf<'cardRetained'>, tale: Telltale): Telling {
  const { texts, counter } = tale;
  const { t } = texts;
  const slip =
    body.slip === 'printing' || body.slip === 'printed' || body.slip === 'unknown' ? body.slip : 'none';
  return telling({
    title: plain(t(`cardRetained.${body.reason}.title`)),
    lead: [plain(t(`cardRetained.${body.reason}.lead`))],
    four: {
      means: plain(t('cardRetained.means')),
      can: plain(t('cardRetained.can', { counter })),
      knows: staffKnow(body.staffTold, tale),
    },
    facts: [referenceFact(body.reference, tale)],
    notice: {
      tone: slip === 'printed' || slip === 'printing' ? 'plain' : 'mind',
      words: plain(t(`cardRetained.slip.${slip}`)),
    },
  });
}

export function trouble(body: BodyOf<'trouble'>, tale: Telltale): Telling {
  const { texts, counter } = tale;
  const { t } = texts;
  const means = texts.join([
    ...(body.cardInside ? [t('trouble.means.cardInside')] : []),
    t('trouble.means.money'),
  ]);
  const four: FourThings = {
    means: plain(means),
    can: plain(t(`trouble.${body.what}.can`, { counter })),
    knows: staffKnow(body.staffTold, tale),
  };
  return telling({
    title: plain(t(`trouble.${body.what}.title`)),
    lead: [plain(t(`trouble.${body.what}.lead`))],
    four,
    facts: [referenceFact(body.reference, tale)],
  });
}
