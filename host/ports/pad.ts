import type { CaptureInput } from '#devices/signature-pad/contract.ts';
import type { FlowPorts } from '#flows/ports.ts';
import type { PadAnswer } from '#flows/sale-ports.ts';
import { textsFor } from '#texts/format.ts';
import { newToken } from '../ids.ts';
import { digestFact, type Facts } from '../journal/entry.ts';
import type { Lying } from '../signing/desk.ts';
import { PadInk } from '../signing/pad-ink.ts';
import type { World } from './world.ts';

type PadPorts = Pick<FlowPorts, 'captureOnPad' | 'pressOnPad'>;

/** What stands on the pad: which paper is signed, in the customer's language. His name is on the screen alone. */
function formFor({ template, number }: Lying, world: World): CaptureInput {
  const { t } = textsFor(world.language());
  return {
    prompt: [t('pad.prompt'), t('pad.paper', { paper: t(`paper.${template}`), number })],
    buttons: { clear: t('pad.clear'), confirm: t('pad.confirm'), cancel: t('pad.refuse') },
  };
}

/**
 * Signing on a pad beside the screen. Its ink goes onto the paper that lies open when the customer confirmed it, and
 * from nowhere else; the journal has that it was begun and how it ended.
 */
export function padPorts(world: World): PadPorts {
  const { journal, visits, desk, devices } = world;
  const pad = devices.signaturePad;
  /** The capture that is under way. */
  let running: string | undefined;

  return {
    async captureOnPad({ paper }, signal): Promise<PadAnswer> {
      const lying = desk.find(paper);
      const visit = visits.current?.token;
      const failed = { outcome: 'notWritten', why: 'padFailed' } as const;
      if (!pad || !lying || !visit || signal.aborted || world.handsOn()) return failed;
      const capture = newToken();
      const write = (kind: 'pad.began' | 'pad.ended' | 'pad.failed', facts: Facts) =>
        journal.append({ kind, visit, facts: { capture, ...facts } });
      write('pad.began', { document: digestFact(lying.rendered.sha256) });

      const ink = new PadInk();
      desk.anew(lying, ink);
      running = capture;
      let begun = false;
      const unsubscribe = pad.subscribe((event) => {
        if (event.type === 'deviceState' || event.captureId !== capture) return;
        begun = true;
        if (ink.hear(event)) world.tell({ type: 'ink.changed', strokes: ink.strokes });
      });
      /** Whoever writes next on this paper writes on the screen, or on the pad anew. */
      const leave = () => {
        unsubscribe();
        if (running === capture) running = undefined;
        if (lying.ink === ink) desk.anew(lying);
      };
      const callOff = () => {
        leave();
        pad.cancel(capture);
      };
      signal.addEventListener('abort', callOff);
      const result = await pad.execute({ id: capture, name: 'capture', input: formFor(lying, world) });
      signal.removeEventListener('abort', callOff);

      if (signal.aborted || lying.ink !== ink || visits.current?.token !== visit) {
        leave();
        write('pad.ended', { outcome: 'calledOff' });
        return failed;
      }
      if (!result.ok) {
        leave();
        const { code, condition } = result.error;
        write('pad.failed', { code, condition: condition ?? null });
        if (condition === 'signatureTooLong') return { outcome: 'notWritten', why: 'notWhole' };
        return { outcome: 'notWritten', why: begun && code === 'offline' ? 'padLost' : 'padFailed' };
      }
      if (result.value.outcome === 'refused') {
        leave();
        write('pad.ended', { outcome: 'refused' });
        return { outcome: 'refused' };
      }
      const { lostSamples } = result.value;
      if (!ink.confirm(result.value)) {
        leave();
        write('pad.failed', { code: 'notWhole', condition: null, lostSamples });
        return { outcome: 'notWritten', why: 'notWhole' };
      }
      unsubscribe();
      running = undefined;
      write('pad.ended', { outcome: 'written', strokes: ink.strokes, lostSamples });
      return { outcome: 'written', strokes: ink.strokes };
    },

    /** What is pressed when nothing is written, or the pad is gone, presses nothing. */
    async pressOnPad({ button }) {
      if (pad && running)
        await pad.execute({ id: newToken(), name: 'press', input: { captureId: running, button } });
      return {};
    },
  };
}
