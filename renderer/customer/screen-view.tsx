import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Intent } from '#contracts/screen/intent.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import { tell } from '#texts/tell/tell.ts';
import { BottomBar } from './bottom-bar.tsx';
import { AttentionOverlay } from './overlays/attention.tsx';
import { DisplayOverlay } from './overlays/display.tsx';
import { HelpOverlay } from './overlays/help.tsx';
import { OnlyYouOverlay } from './overlays/only-you.tsx';
import { ProgressLine } from './progress-line.tsx';
import { drawBody } from './screens/registry.tsx';
import { StatusLine } from './status-line.tsx';
import { Asked } from './teller/asked.tsx';
import { SelfTest } from './teller/self-test.tsx';
import { useShown } from './teller/shown.ts';
import { Talk } from './teller/talk.tsx';
import { CallWays } from './teller/ways.tsx';
import { TopBar } from './top-bar.tsx';
import { VisitProvider, visitOf } from './visit.tsx';

/** What lies over the step takes the middle; place, time and whereabouts stay. */
function Middle({ screen }: { readonly screen: Screen }) {
  const { overlay } = screen.frame;
  const told = tell(screen);
  switch (overlay?.kind) {
    case 'help':
      return <HelpOverlay told={told} />;
    case 'display':
      return <DisplayOverlay told={told} />;
    case 'onlyYou':
      return <OnlyYouOverlay told={told} />;
    case 'attention':
      return <AttentionOverlay secondsLeft={overlay.secondsLeft} />;
    case 'callWays':
      return <CallWays told={told} />;
    case 'selfTest':
      return <SelfTest overlay={overlay} told={told} />;
    case 'call':
      return <Talk overlay={overlay} told={told} />;
    case 'proposal':
    case 'stillAsked':
    case 'recordingAsked':
    case 'callOver':
      return <Asked told={told} outcome={overlay.kind === 'callOver' ? overlay.outcome : null} />;
    case undefined:
      return drawBody(screen.body.kind, screen.body, told);
  }
}

export type ScreenViewProps = { readonly screen: Screen; readonly send: (intent: Intent) => void };

/** The whole picture: a pure function of what the host last said. */
export function ScreenView({ screen, send }: ScreenViewProps) {
  const { frame, body, step } = screen;
  const root = useRef<HTMLDivElement>(null);
  const visit = useMemo(() => visitOf(screen, send), [screen, send]);
  const question = `${step} ${body.kind} ${frame.overlay?.kind ?? ''}`;
  useShown(root, screen, visit.texts.t('call.shown'));
  useLayoutEffect(() => {
    document.documentElement.lang = frame.language;
  }, [frame.language]);
  // A new question begins at its heading, for whoever goes on by Tab or by a reading voice.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is what moves the focus
  useLayoutEffect(() => {
    root.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [question]);
  return (
    <VisitProvider value={visit}>
      <div
        ref={root}
        className="screen"
        lang={frame.language}
        data-screen={body.kind}
        data-overlay={frame.overlay?.kind}
        data-step={step}
        data-hands={frame.hands}
        data-text-size={frame.textSize}
        data-contrast={frame.contrast}
        data-reach={frame.reach ? 'low' : 'normal'}
      >
        <header className="head">
          <TopBar />
          <ProgressLine />
        </header>
        <Middle screen={screen} />
        <footer className="foot">
          <StatusLine />
          <BottomBar />
        </footer>
        <p className="heard-only" aria-live="polite">
          {screen.spoken}
        </p>
      </div>
    </VisitProvider>
  );
}
