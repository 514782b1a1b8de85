import { READY_CASE } from '#bank/sandbox/company/seed.ts';
import { BRIDGE_LIMITS } from '#contracts/bridge/messages.ts';
import { LETTERS } from '#contracts/screen/finding-bodies.ts';
import { jpegOf } from '#foundation/jpeg.test-data.ts';
import { type CustomerPage, SIMULATED_PROFILE } from './kiosk.ts';
import { agree, PLACE, read, sign } from './signing.ts';

export { READY_CASE };

/** A cabinet with a camera. */
export const WITH_CAMERA = { ...SIMULATED_PROFILE, camera: {} };

/** Bytes towards the host on one channel, as the page's own sender cuts them; `stream` rises. */
export function sendBytes(page: CustomerPage, name: string, stream: number, bytes: Uint8Array): void {
  const size = BRIDGE_LIMITS.chunkBytesToHost;
  for (let from = 0, index = 0; from === 0 || from < bytes.length; from += size, index++)
    page.send({
      type: 'chunk',
      name,
      stream,
      index,
      last: from + size >= bytes.length,
      data: Buffer.from(bytes.subarray(from, from + size)).toString('base64'),
    });
}

/**
 * A page's camera without a browser: opens what the host orders and takes a picture when it is asked for one. What it
 * sees can be changed.
 */
export function withCamera(page: CustomerPage) {
  let heard = 0;
  let stream = 0;
  let broken = false;
  let view: () => Uint8Array = () => jpegOf(1_280, 720, 2_000, stream + 1);
  const shots: string[] = [];
  const look = () => {
    for (; heard < page.others.length; heard++) {
      const message = page.others[heard];
      if (message?.type !== 'channel') continue;
      if (message.name === 'media.order') {
        const { order, open } = message.message as { order: number; open: object | null };
        page.send({ type: 'channel', name: 'media.presence', message: { camera: true, microphone: false } });
        const state = !open
          ? { order, is: 'closed' }
          : broken
            ? { order, is: 'fault', fault: 'busy' }
            : { order, is: 'live', width: 1_280, height: 720 };
        page.send({ type: 'channel', name: 'media.state', message: state });
      }
      if (message.name === 'picture.shot') {
        const { shot } = message.message as { shot: string };
        shots.push(shot);
        sendBytes(page, 'picture.bytes', stream, Buffer.concat([Buffer.from(shot), view()]));
        stream += 1;
      }
    }
  };
  page.socket.on('message', look);
  look();
  return {
    /** Names of the shots that were asked for. */
    shots,
    show: (next: () => Uint8Array) => {
      view = next;
    },
    fail: (now: boolean) => {
      broken = now;
    },
    nextStream: () => stream++,
  };
}

/** Types the code of the ready case. */
export async function typeCode(page: CustomerPage, code: string): Promise<void> {
  await page.see('enterCase');
  for (const [place, character] of [...code].entries()) {
    if (/\d/.test(character)) await page.act('digit', Number(character));
    else await page.act('letter', LETTERS.indexOf(character.toLowerCase()));
    await page.see('enterCase', ({ entered }) => entered.length === place + 1);
  }
  await page.act('confirm');
}

/** From the menu to the originals: the case found, every part right, both consents given. */
export async function toOriginals(page: CustomerPage, code = READY_CASE): Promise<string[]> {
  await page.until('the camera to be known', () => {
    const { body } = page.screen;
    return body.kind === 'menu' && body.services[PLACE.companyAccount]?.offered ? true : undefined;
  });
  await page.act('choose', PLACE.companyAccount);
  await typeCode(page, code);
  for (const group of ['company', 'place', 'phone'] as const) {
    await page.see('reviewCase', ({ part }) => part.group === group);
    await page.act('confirm');
  }
  const rules: string[] = [];
  for (const rule of ['companyAuthority', 'picturesKept'] as const) {
    await page.see('consent', (body) => body.rule === rule);
    rules.push(rule);
    await page.act('agree');
  }
  await page.see('originals');
  return rules;
}

/** Pictures everything that is missing, looks at each, and keeps it. */
export async function pictureAll(page: CustomerPage): Promise<string[]> {
  const { list } = await page.see('originals');
  const missing = list.filter(({ state }) => state === 'missing' || state === 'again');
  await page.act('next');
  for (const { original } of missing) {
    await page.see('pictureOriginal', (body) => body.original === original && body.phase === 'aim');
    await page.act('takePicture');
    await page.see('pictureOriginal', (body) => body.original === original && body.phase === 'check');
    await page.act('confirm');
  }
  await page.see('originals', (body) => body.missing === 0);
  return missing.map(({ original }) => original);
}

/** From the approval to the result. */
export async function signAll(page: CustomerPage): Promise<Uint8Array> {
  const bytes = await read(page);
  await agree(page);
  await sign(page);
  return bytes;
}
