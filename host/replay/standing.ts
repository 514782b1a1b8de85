import type { HealthMap } from '#flows/eligibility.ts';
import type { Health } from '#flows/events.ts';
import type { Place } from '#flows/present/present.ts';
import type { Settings } from '#flows/terminal/context.ts';
import type { Fact, Facts } from '../journal/entry.ts';

const health = (fact: Fact | undefined): Health => (fact === 'ok' || fact === 'down' ? fact : 'absent');

/** What could be used when the stretch began, as its `standing` tells it. */
export const healthOf = (facts: Facts): HealthMap => ({
  idScanner: health(facts.idScanner),
  cardReader: health(facts.cardReader),
  receiptPrinter: health(facts.receiptPrinter),
  signaturePad: health(facts.signaturePad),
  cardDispenser: health(facts.cardDispenser),
  camera: health(facts.camera),
  microphone: health(facts.microphone),
  bank: health(facts.bank),
  branch: health(facts.branch),
  journal: health(facts.journal),
});

/** How every visit begins, by the profile it was recorded with. */
export const settingsOf = ({ language, elder, contrast, reach }: Facts): Settings => ({
  language: language === 'en' ? 'en' : 'zh-CN',
  elder: elder === true,
  contrast: contrast === true,
  reach: reach === true,
});

/** Where the machine stands decides nothing. */
export const SOMEWHERE: Place = {
  branch: { zh: '某支行', en: 'A branch' },
  counter: { zh: '服务台', en: 'the service desk' },
  simulated: false,
  reference: 'T00',
};
