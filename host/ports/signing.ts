import { openFonts } from '#documents/rendering/fonts/glyphs.ts';
import { render } from '#documents/rendering/render.ts';
import { dayInChina } from '#flows/facts.ts';
import type { FlowPorts } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import { newToken } from '../ids.ts';
import { digestFact } from '../journal/entry.ts';
import { fillPaper } from '../signing/fill.ts';
import { signAndSeal } from '../signing/sign.ts';
import type { Recognised } from './recognised.ts';
import type { World } from './world.ts';

/** What of the host's world it takes to sign. */
export type SigningWorld = Pick<
  World,
  | 'clock'
  | 'journal'
  | 'visits'
  | 'paperLine'
  | 'desk'
  | 'papers'
  | 'consents'
  | 'assisted'
  | 'terminal'
  | 'house'
  | 'publicUrl'
  | 'language'
  | 'step'
> & { readonly recorder: Pick<World['recorder'], 'mark'> };

type SigningPorts = Pick<FlowPorts, 'openPaper' | 'turnTo' | 'clearInk' | 'signPaper' | 'discardPaper'>;

/** A detail of ours as a fact: words of code, never of a person. */
const detailFact = (detail: string | undefined): string =>
  (detail ?? '')
    .replace(/[^A-Za-z0-9_.:@/+ -]/g, ' ')
    .replace(/\d{7,}/g, '#')
    .slice(0, 90);

/** Papers that are filled in, read, signed and sealed. One lies open at a time, and nothing of it outlives the visit. */
export function signingPorts(world: SigningWorld, recognised: Recognised): SigningPorts {
  const { clock, journal, visits, paperLine, desk, recorder, papers } = world;
  const { consents, terminal, house, publicUrl } = world;
  // Opening the fonts takes a good part of a second: not while somebody waits.
  void openFonts().catch(() => {});
  visits.onWipe(() => {
    desk.clear();
    consents.length = 0;
  });
  return {
    async openPaper(wish) {
      const { token, reference } = visits.ensure();
      const document = recognised.document;
      if (!document) return err({ code: 'failed' });
      const number = `${reference}-${journal.next('paper')}`;
      const filled = fillPaper(wish, {
        language: world.language(),
        number,
        today: dayInChina(clock.wall()),
        customer: { name: document.name, documentType: document.type, documentNumber: document.number },
        address: recognised.address,
        consents,
        house: { ...house, branch: terminal.branch },
      });
      const rendered = filled.ok
        ? await render(filled.value, {
            created: new Date(clock.wall()),
            ...(publicUrl === null ? {} : { verifyAt: new URL(`p#${number}`, publicUrl).href }),
          })
        : filled;
      if (!filled.ok || !rendered.ok || visits.current?.token !== token) {
        const error = rendered.ok ? undefined : rendered.error;
        journal.append({
          kind: 'paper.notOpened',
          visit: token,
          facts: {
            template: wish.template,
            code: error?.code ?? 'visitOver',
            detail: detailFact(error?.detail),
          },
        });
        return err({ code: error?.code === 'unprintable' ? 'unprintable' : 'failed' });
      }
      const { sha256, pages, texts } = rendered.value;
      const { paper } = desk.lay({
        template: wish.template,
        textVersion: filled.value.textVersion,
        number,
        rendered: rendered.value,
        signer: document.name,
        recorded: wish.template === 'wealthContract' && wish.product.recording,
      });
      return ok({ paper, template: wish.template, number, sha256, pages, texts });
    },
    async turnTo({ paper, page }) {
      desk.turnTo(paper, page);
      return {};
    },
    async clearInk({ paper }) {
      const lying = desk.find(paper);
      if (lying) desk.anew(lying);
      return {};
    },
    async signPaper({ paper, teachBack }) {
      const lying = desk.find(paper);
      const visit = visits.current?.token;
      const service = world.step().service;
      const documentEnd = recognised.document?.number.slice(-4).toUpperCase();
      if (!lying || !visit || documentEnd === undefined || !isSigningService(service))
        return { outcome: 'notSigned', why: 'failed' };
      if (!lying.ink.isEnough) {
        desk.anew(lying);
        return { outcome: 'notSigned', why: 'tooLittle' };
      }
      // What the policy wants recorded is signed while it is, or not at all.
      const recording = lying.recorded ? recorder.mark(visit) : undefined;
      if (lying.recorded && !recording) return { outcome: 'notSigned', why: 'recordingLost' };
      const event = newToken();
      journal.transaction(() => {
        journal.append({
          kind: 'signing.intent',
          visit,
          facts: {
            event,
            template: lying.template,
            number: lying.number,
            document: digestFact(lying.rendered.sha256),
          },
        });
        papers.begin(event, visit);
      });
      const { sequence, hash } = journal.head;
      const signed = await signAndSeal(desk, lying, paperLine, {
        event,
        visit,
        service,
        terminal: terminal.id,
        documentEnd,
        journal: { sequence, head: hash },
        consents: [...consents],
        assisted: world.assisted.steps,
        teachBack,
        ...(recording ? { recording } : {}),
        at: clock.wall(),
      });
      // Who has left has signed nothing: the end of his visit made void what was under way.
      if (visits.current?.token !== visit) return { outcome: 'notSigned', why: 'failed' };
      if (recording && recorder.mark(visit)?.id !== recording.id) {
        journal.append({
          kind: 'signing.failed',
          visit,
          facts: { event, code: 'recordingLost', detail: '' },
        });
        papers.void(event, 'recordingLost');
        desk.anew(lying);
        return { outcome: 'notSigned', why: 'recordingLost' };
      }
      if (!signed.ok) {
        journal.append({
          kind: 'signing.failed',
          visit,
          facts: { event, code: signed.error.code, detail: detailFact(signed.error.detail) },
        });
        papers.void(event, 'saleNotMade');
        desk.anew(lying);
        return { outcome: 'notSigned', why: signed.error.code };
      }
      journal.transaction(() => {
        journal.append({
          kind: 'signing.sealed',
          visit,
          facts: { event, sealed: digestFact(signed.value.sha256), stamped: signed.value.stamped },
        });
        papers.sealed(event, signed.value.sha256);
      });
      desk.clear();
      return { outcome: 'sealed', ...signed.value };
    },
    async discardPaper({ paper }) {
      if (desk.find(paper)) desk.clear();
      return {};
    },
  };
}

const SIGNING_SERVICES = [
  'assessRisk',
  'buyWealth',
  'eBankingSignUp',
  'issueCard',
  'companyAccount',
] as const;
const isSigningService = (service: string | null): service is (typeof SIGNING_SERVICES)[number] =>
  SIGNING_SERVICES.some((one) => one === service);
