import type { ActionId } from '#contracts/screen/actions.ts';
import type { CallFrame } from '#contracts/screen/call-frame.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import type { Frame } from '#contracts/screen/frame.ts';
import { actionLabel } from '../action-label.ts';
import type { Texts } from '../format.ts';
import { type SilentScreen, type Telling, type Telltale, telling, type Words } from './telling.ts';
import { phoneWords, plain, referenceWords, spelled } from './words.ts';

type Overlay = NonNullable<Frame['overlay']>;
type OverlayOf<Kind extends Overlay['kind']> = Extract<Overlay, { kind: Kind }>;

const tellerOf = (name: string | null, { t }: Texts): string => name ?? t('call.someTeller');

/** How the call stands, in a few words; null while there is none. */
export function callLine({ call }: Pick<Frame, 'call'>, texts: Texts): string | null {
  if (!call) return null;
  const { t } = texts;
  const teller = tellerOf(call.teller, texts);
  if (call.unheard) return t('callLine.unheard');
  switch (call.state) {
    case 'waiting': {
      if (call.transferred) return t('callLine.transferred');
      if (!call.wait) return t('callLine.waiting');
      const ahead = call.wait.position - 1;
      return ahead === 0 ? t('callLine.next') : t('callLine.ahead', { ahead });
    }
    case 'assigned':
      return t('callLine.assigned', { teller });
    case 'live':
      return t(`callLine.live.${call.mode}`, { teller });
    default:
      return t(`callLine.${call.state}`);
  }
}

/** Rows say more than that they can be chosen: what stands on them. */
const ROWS: ReadonlySet<ActionId> = new Set<ActionId>(['choose', 'need', 'rate', 'reason']);

/**
 * What the teller has just done or points at, in words: colour and shape are not seen by everybody. `told` is what the
 * customer looks at.
 */
export function callNews(screen: SilentScreen, told: Pick<Telling, 'choices'>, texts: Texts): Words[] {
  const { call } = screen.frame;
  if (!call) return [];
  const labelled = (
    key: 'callLine.moved' | 'callLine.highlight',
    { action, choice }: NonNullable<CallFrame['moved']>,
  ): Words => {
    const row = ROWS.has(action) ? told.choices.find((one) => one.choice === choice) : undefined;
    const pressed = { id: action, role: 'secondary' as const, ...(choice === undefined ? {} : { choice }) };
    const { shown, said } = row?.title ?? plain(actionLabel(screen, pressed, texts));
    return { shown: texts.t(key, { label: shown }), said: texts.t(key, { label: said }) };
  };
  return [
    ...(call.moved ? [labelled('callLine.moved', call.moved)] : []),
    ...(call.highlight ? [labelled('callLine.highlight', call.highlight)] : []),
    ...(call.unread > 0 ? [plain(texts.t('callLine.unread', { count: call.unread }))] : []),
  ];
}

/** The same as `callLine`, as short as fits beside a small picture. */
export function callChip(call: CallFrame, { t }: Texts): string {
  if (call.unheard) return t('callChip.unheard');
  if (call.state === 'live') return t(`callChip.${call.mode}`);
  if (call.state !== 'waiting' || !call.wait) return t(`callChip.${call.state}`);
  const ahead = call.wait.position - 1;
  return ahead === 0 ? t('callChip.next') : t('callChip.ahead', { ahead });
}

export function callWays({ prospect, wait }: OverlayOf<'callWays'>, { texts: { t } }: Telltale): Telling {
  const ahead = (wait?.position ?? 1) - 1;
  const minutes = wait?.minutes ?? null;
  const lead = (): string => {
    if (prospect === 'open') {
      if (ahead === 0 && (minutes === null || minutes === 0)) return t('callWays.open.next');
      return minutes === null
        ? t('callWays.open.unknownWait', { ahead })
        : t('callWays.open.wait', { ahead, minutes });
    }
    if (prospect === 'tooLong')
      return minutes === null ? t('callWays.tooLong.unknownWait') : t('callWays.tooLong.wait', { minutes });
    return t(`callWays.${prospect}.lead`);
  };
  return telling({
    title: plain(t(`callWays.${prospect}.title`)),
    lead: [plain(lead())],
    after: prospect === 'asking' ? [] : [plain(t('callWays.stay'))],
  });
}

export function selfTest(
  { phase, mode, camera, microphone, heard }: OverlayOf<'selfTest'>,
  { texts: { t } }: Telltale,
): Telling {
  if (phase === 'opening')
    return telling({ title: plain(t('selfTest.opening.title')), lead: [plain(t('selfTest.opening.lead'))] });
  const wrong =
    microphone !== null ? t('selfTest.noSound') : camera !== null ? t('selfTest.noPicture') : null;
  return telling({
    title: plain(t(`selfTest.${mode}.title`)),
    lead: [plain(mode === 'text' ? t('selfTest.text.lead') : t('selfTest.speak'))],
    notice: wrong === null ? null : { tone: 'mind', words: plain(wrong) },
    after: mode === 'text' ? [] : [plain(t(heard ? 'selfTest.heard' : 'selfTest.notHeard'))],
  });
}

const stateLead = (call: CallFrame, { t }: Texts): string[] => {
  switch (call.state) {
    case 'waiting': {
      if (call.transferred) return [t('call.waiting.transferred')];
      if (!call.wait) return [t('call.waiting.unknown'), t('call.waiting.meanwhile')];
      const ahead = call.wait.position - 1;
      const { minutes } = call.wait;
      const place =
        ahead === 0
          ? t('call.waiting.next')
          : minutes === null
            ? t('call.waiting.ahead', { ahead })
            : t('call.waiting.wait', { ahead, minutes });
      return [place, t('call.waiting.meanwhile')];
    }
    case 'live':
      return [t(`call.live.${call.mode}`)];
    default:
      return [t(`call.${call.state}.lead`)];
  }
};

const longWords = (call: CallFrame, { t }: Texts): string | null => {
  if (call.unheard) return t('call.unheard');
  if (!call.long) return null;
  if (call.state === 'waiting') return t('call.waiting.long');
  if (call.state === 'interrupted') return t('call.interrupted.long');
  return call.state === 'live' ? t('call.live.long') : null;
};

/** The call, large. What was said stands in `points`, the last line last. */
export function talk(overlay: OverlayOf<'call'>, { texts, frame }: Telltale): Telling {
  const { t } = texts;
  const { call } = frame;
  const teller = tellerOf(call?.teller ?? null, texts);
  const said = overlay.said.map(({ from, words }) => plain(t(`call.said.${from}`, { words })));
  if (!call || overlay.stage === 'write')
    return telling({
      title: plain(t('call.write.title')),
      notice: overlay.notSent ? { tone: 'mind', words: plain(t('call.notSent')) } : null,
      points: said.slice(-3),
      lead: [
        { shown: '', said: overlay.written === '' ? '' : t('call.write.stands', { words: overlay.written }) },
      ],
    });
  const long = longWords(call, texts);
  const warn = overlay.notSent ? t('call.notSent') : long;
  const title =
    call.state === 'assigned' || call.state === 'live'
      ? t(`call.${call.state}.title`, { teller })
      : t(`call.${call.state}.title`);
  return telling({
    title: plain(title),
    lead: stateLead(call, texts).map(plain),
    notice: warn === null ? null : { tone: 'mind', words: plain(warn) },
    points: said,
    facts:
      call.reference === null ? [] : [{ label: t('call.reference'), value: referenceWords(call.reference) }],
  });
}

/** `row`: the title of the row that would be chosen. */
export function proposal(
  { typed, anew, choice }: OverlayOf<'proposal'>,
  row: Words | null,
  { texts }: Telltale,
): Telling {
  const { t } = texts;
  if (choice !== null)
    return telling({
      title: plain(t('proposal.choice.title')),
      lead: [plain(t('proposal.lead'))],
      facts: [{ label: t('proposal.choice'), value: row ?? plain(String(choice.choice + 1)) }],
    });
  const words = typed ?? '';
  return telling({
    title: plain(t('proposal.title')),
    lead: [plain(t('proposal.lead'))],
    facts: [
      {
        label: t('proposal.typed'),
        value:
          words === '' ? plain(t(anew ? 'proposal.empty' : 'proposal.rubOut')) : typedWords(words, texts),
      },
    ],
    after: [plain(t(anew ? 'proposal.anew' : 'proposal.add'))],
  });
}

const typedWords = (typed: string, texts: Texts): Words => {
  if (/^1\d{10}$/.test(typed)) return phoneWords(typed, texts);
  return /^\d+$/.test(typed) || [...typed].every((one) => LETTERS.includes(one) || /\d/.test(one))
    ? { shown: typed.toUpperCase(), said: spelled(typed) }
    : plain(typed);
};

export const stillAsked = ({ phase }: OverlayOf<'stillAsked'>, { texts: { t } }: Telltale): Telling =>
  phase === 'taking'
    ? telling({ title: plain(t('stillAsked.taking.title')), lead: [plain(t('stillAsked.taking.lead'))] })
    : telling({ title: plain(t('stillAsked.title')), lead: [plain(t('stillAsked.lead'))] });

/** Whoever changes these words changes the version of `callRecording` in `RULES`. */
export const recordingAsked = ({ days }: OverlayOf<'recordingAsked'>, { texts: { t } }: Telltale): Telling =>
  telling({
    title: plain(t('recordingAsked.title')),
    lead: [plain(t('recordingAsked.lead'))],
    points: [
      plain(t('recordingAsked.who')),
      plain(days === 0 ? t('recordingAsked.today') : t('recordingAsked.days', { days })),
      plain(t('recordingAsked.free')),
    ],
  });

export const callOver = ({ outcome }: OverlayOf<'callOver'>, { texts: { t } }: Telltale): Telling =>
  telling({ title: plain(t(`callOver.${outcome}.title`)), lead: [plain(t(`callOver.${outcome}.lead`))] });
