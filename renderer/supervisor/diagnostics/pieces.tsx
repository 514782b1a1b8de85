import type { Bilingual, Language } from '#contracts/language.ts';
import type { DevicePort } from '#contracts/supervisor/device.ts';
import { useLanguage } from '../use-line.ts';
import { DIAGNOSTIC_WORDS } from './words.ts';

export const useWords = () => DIAGNOSTIC_WORDS[useLanguage()];

export const pick = ({ zh, en }: Bilingual, language: Language): string => (language === 'zh-CN' ? zh : en);

export const portText = ({ transport, address, baudRate }: DevicePort): string =>
  [transport, address, baudRate].filter((part) => part !== null).join(' ');

export const timeText = (wall: number): string =>
  new Date(wall).toLocaleTimeString('en-GB', { hour12: false });
export const dateText = (wall: number): string =>
  new Date(wall).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });

/** Well or not by shape, word and colour. */
export const Mark = ({ well, text }: { readonly well: boolean | null; readonly text: string }) => (
  <span className={`mark ${well === null ? '' : well ? 'well' : 'wrong'}`}>
    <span aria-hidden="true">{well === null ? '○ ' : well ? '● ' : '■ '}</span>
    {text}
  </span>
);
