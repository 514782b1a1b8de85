import { useState, useSyncExternalStore } from 'react';
import { LANGUAGES } from '#contracts/language.ts';
import { refuseGestures } from '../customer/gestures.ts';
import { listenToKeys } from '../customer/keyboard.ts';
import { DeskProvider } from '../customer/paper/desk.ts';
import { ScreenView } from '../customer/screen-view.tsx';
import { type Address, readAddress, writeAddress } from './address.ts';
import { galleryDesk } from './desk.ts';
import { EXAMPLES, exampleNamed, exampleScreen } from './examples.ts';

declare global {
  interface Window {
    /** What the last example's buttons and keys asked for; the browser tests read it. */
    vestibuleIntents?: unknown[];
  }
}

const listen = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

const record = (intent: unknown) => {
  window.vestibuleIntents = [...(window.vestibuleIntents ?? []), intent];
};

let guarded = false;
/** Keys and gestures as on the customer's page. */
const guardOnce = () => {
  if (guarded) return;
  guarded = true;
  listenToKeys((key) => record({ type: 'key', key }));
  refuseGestures(window);
};

const SIZES = ['1080x1920', '1920x1080', '1024x768'] as const;

/** Every screen there is. With `bare` one alone, as the terminal shows it; else beside a list and the switches. */
export function Gallery() {
  const hash = useSyncExternalStore(listen, () => location.hash);
  const address = readAddress(hash);
  const example = exampleNamed(address.name);
  if (address.bare && example) {
    guardOnce();
    return (
      <DeskProvider value={galleryDesk()}>
        <ScreenView screen={exampleScreen(example, address.settings)} send={record} />
      </DeskProvider>
    );
  }
  return <Browser address={{ ...address, name: example?.name ?? 'idle' }} />;
}

type SwitchProps = {
  readonly names: readonly string[];
  readonly now: string;
  readonly to: (name: string) => void;
};
const Switch = ({ names, now, to }: SwitchProps) => (
  <span className="gallery-switch">
    {names.map((name) => (
      <button key={name} type="button" aria-pressed={name === now} onClick={() => to(name)}>
        {name}
      </button>
    ))}
  </span>
);

function Browser({ address }: { readonly address: Address }) {
  const [size, setSize] = useState<string>(SIZES[0]);
  const { name, settings } = address;
  const go = (change: Partial<Address['settings']>, next = name) => {
    location.hash = writeAddress({ name: next, settings: { ...settings, ...change }, bare: false });
  };
  const [width = 1080, height = 1920] = size.split('x').map(Number);
  const scale = Math.min((window.innerWidth - 320) / width, (window.innerHeight - 64) / height);
  return (
    <div className="gallery">
      <nav>
        {EXAMPLES.map((example) => (
          <a
            key={example.name}
            href={writeAddress({ ...address, name: example.name })}
            aria-current={example.name === name}
          >
            {example.name}
          </a>
        ))}
      </nav>
      <div>
        <p className="gallery-bar">
          <Switch names={SIZES} now={size} to={setSize} />
          <Switch
            names={LANGUAGES}
            now={settings.language}
            to={(next) => go({ language: next === 'en' ? 'en' : 'zh-CN' })}
          />
          <Switch
            names={['normal', 'elder']}
            now={settings.textSize}
            to={(next) => go({ textSize: next === 'elder' ? 'elder' : 'normal' })}
          />
          <Switch
            names={['light', 'high']}
            now={settings.contrast === 'high' ? 'high' : 'light'}
            to={(next) => go({ contrast: next === 'high' ? 'high' : 'normal' })}
          />
        </p>
        <iframe
          title={name}
          key={`${name} ${size}`}
          src={`${location.pathname}${writeAddress({ name, settings, bare: true })}`}
          style={{ width, height, transform: `scale(${scale})` }}
        />
      </div>
    </div>
  );
}
