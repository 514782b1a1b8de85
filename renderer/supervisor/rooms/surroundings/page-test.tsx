import { useEffect, useRef, useState } from 'react';
import type { PAGE_TESTS } from '#contracts/supervisor/asks/surroundings.ts';
import type { FaultCode } from '#contracts/supervisor/fault-code.ts';
import { useWords } from '../../diagnostics/pieces.tsx';
import { useLanguage } from '../../use-line.ts';
import { WORDS } from '../../words.ts';

type Of = (typeof PAGE_TESTS)[number];
type Props = {
  readonly of: Of;
  /** Null: it was given up. */
  readonly done: (outcome: 'pass' | 'fail' | null, fault: FaultCode | null) => void;
};

const NOT_GOOD: Readonly<Record<Of, FaultCode>> = {
  camera: 'cameraMissing',
  microphone: 'microphoneSilent',
  speaker: 'speakerSilent',
  touch: 'touchDead',
  display: 'displayWrong',
};

/** One test that eyes, ears and a finger decide. */
export function PageTest({ of, done }: Props) {
  const words = useWords();
  const language = useLanguage();
  return (
    <section>
      <p className="standing">{words.ask[of]}</p>
      {of === 'camera' ? <Picture missing={() => done('fail', 'cameraMissing')} /> : null}
      {of === 'microphone' ? <Level missing={() => done('fail', 'microphoneMissing')} /> : null}
      {of === 'speaker' ? <Tones /> : null}
      {of === 'touch' ? <Grid whole={() => done('pass', null)} /> : null}
      {of === 'display' ? <Colours /> : null}
      <div className="entry-acts">
        <button type="button" className="act" onClick={() => done(null, null)}>
          {WORDS[language].back}
        </button>
        <button type="button" className="act" onClick={() => done('fail', NOT_GOOD[of])}>
          {words.bad}
        </button>
        {of === 'touch' ? null : (
          <button type="button" className="act act-primary" onClick={() => done('pass', null)}>
            {words.good}
          </button>
        )}
      </div>
    </section>
  );
}

/** Opens camera or microphone for as long as it is looked at; nothing is kept. */
function useMedia(
  wanted: MediaStreamConstraints,
  missing: () => void,
  there: (stream: MediaStream) => () => void,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time it is shown
  useEffect(() => {
    let over = false;
    let stop = () => {};
    const devices: MediaDevices | undefined = navigator.mediaDevices;
    if (!devices) return missing();
    devices.getUserMedia(wanted).then(
      (stream) => {
        const end = there(stream);
        stop = () => {
          end();
          for (const track of stream.getTracks()) track.stop();
        };
        if (over) stop();
      },
      () => {
        if (!over) missing();
      },
    );
    return () => {
      over = true;
      stop();
    };
  }, []);
}

function Picture({ missing }: { readonly missing: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  useMedia({ video: true }, missing, (stream) => {
    if (video.current) video.current.srcObject = stream;
    return () => {};
  });
  return <video ref={video} autoPlay muted playsInline className="test-picture" />;
}

function Level({ missing }: { readonly missing: () => void }) {
  const [level, setLevel] = useState(0);
  useMedia({ audio: true }, missing, (stream) => {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    let frame = 0;
    const look = () => {
      analyser.getByteTimeDomainData(samples);
      setLevel(samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0) / 128);
      frame = requestAnimationFrame(look);
    };
    look();
    return () => {
      cancelAnimationFrame(frame);
      void context.close();
    };
  });
  return <meter className="test-level" min={0} max={1} value={level} aria-label="%" />;
}

function Tones() {
  useEffect(() => {
    const context = new AudioContext();
    [440, 660, 880].forEach((frequency, nth) => {
      const tone = context.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(context.destination);
      tone.start(context.currentTime + nth * 0.5);
      tone.stop(context.currentTime + nth * 0.5 + 0.3);
    });
    return () => void context.close();
  }, []);
  return null;
}

const COLUMNS = 12;
const SQUARES = Array.from({ length: COLUMNS * 16 }, (_, at) => at);

/** Every square must be wiped over: what stays is a dead zone. */
function Grid({ whole }: { readonly whole: () => void }) {
  const [wiped, setWiped] = useState<ReadonlySet<number>>(new Set());
  const all = wiped.size === SQUARES.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: that all are wiped is told once
  useEffect(() => {
    if (all) whole();
  }, [all]);
  const wipe = (x: number, y: number) => {
    const at = document.elementFromPoint(x, y)?.getAttribute('data-square');
    if (at !== null && at !== undefined) setWiped((now) => new Set(now).add(Number(at)));
  };
  return (
    <div
      className="test-grid"
      onPointerMove={(event) => wipe(event.clientX, event.clientY)}
      onPointerDown={(event) => {
        event.currentTarget.releasePointerCapture(event.pointerId);
        wipe(event.clientX, event.clientY);
      }}
    >
      {SQUARES.map((at) => (
        <span key={at} data-square={at} className={wiped.has(at) ? 'wiped' : ''} />
      ))}
    </div>
  );
}

const Colours = () => (
  <div className="test-colours">
    {['#ffffff', '#000000', '#ff0000', '#00ff00', '#0000ff', '#808080'].map((colour) => (
      <span key={colour} style={{ background: colour }} />
    ))}
  </div>
);
