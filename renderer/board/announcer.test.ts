import { describe, expect, it } from 'vitest';
import { Announcer, type Voice } from './announcer.ts';

/** A voice whose every sound lasts until the test ends it. */
function heldVoice(says: (label: string) => boolean = () => true) {
  const heard: string[] = [];
  let open = 0;
  let most = 0;
  let end: (() => void) | undefined;
  const sound = (name: string) =>
    new Promise<void>((resolve) => {
      heard.push(name);
      open += 1;
      most = Math.max(most, open);
      end = () => {
        open -= 1;
        end = undefined;
        resolve();
      };
    });
  const voice: Voice = {
    say: async ({ label, counter }, language) => {
      if (!says(label)) return false;
      await sound(`${label} ${counter} ${language}`);
      return true;
    },
    chime: () => sound('chime'),
  };
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const untilSilent = async () => {
    for (await settled(); end; await settled()) end();
  };
  return { voice, heard, most: () => most, untilSilent, settled };
}
const call = (label: string, counter = '1') => ({ label, counter });

describe('calls for the ear', () => {
  it('are spoken in Chinese, then in English, one call after the other, never two at once', async () => {
    const { voice, heard, most, untilSilent } = heldVoice();
    const announcer = new Announcer(voice);
    announcer.announce([call('A001'), call('A002', '3')], true);
    announcer.announce([call('B001', '2')], true);
    await untilSilent();
    expect(heard).toEqual([
      'A001 1 zh-CN',
      'A001 1 en',
      'A002 3 zh-CN',
      'A002 3 en',
      'B001 2 zh-CN',
      'B001 2 en',
    ]);
    expect(most()).toBe(1);
  });

  it('are told by a chime where nobody speaks, or where the voice fails', async () => {
    const { voice, heard, untilSilent } = heldVoice((label) => label !== 'A002');
    const announcer = new Announcer(voice);
    announcer.announce([call('A001')], false);
    announcer.announce([call('A002')], true);
    announcer.announce([call('A003')], true);
    await untilSilent();
    expect(heard).toEqual(['chime', 'chime', 'A003 1 zh-CN', 'A003 1 en']);
  });

  it('a number called again while it waits to be heard is heard once', async () => {
    const { voice, heard, untilSilent, settled } = heldVoice();
    const announcer = new Announcer(voice);
    announcer.announce([call('A001'), call('A002')], true);
    await settled();
    announcer.announce([call('A003'), call('A002', '4')], true);
    await untilSilent();
    expect(heard.filter((said) => said.endsWith('en'))).toEqual(['A001 1 en', 'A003 1 en', 'A002 4 en']);
  });

  it('does not fall behind without end', async () => {
    const { voice, heard, untilSilent } = heldVoice();
    new Announcer(voice).announce(
      Array.from({ length: 20 }, (_, at) => call(`A${String(at + 1).padStart(3, '0')}`)),
      true,
    );
    await untilSilent();
    expect(heard.filter((said) => said.endsWith('en')).map((said) => said.slice(0, 4))).toEqual([
      'A013',
      'A014',
      'A015',
      'A016',
      'A017',
      'A018',
      'A019',
      'A020',
    ]);
  });
});
