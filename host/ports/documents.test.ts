import { describe, expect, it } from 'vitest';
import type { IdScanner, IdScannerCommands, ResidentIdCard } from '#devices/id-scanner/contract.ts';
import { err, ok } from '#foundation/result.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { documentPorts } from './documents.ts';
import type { PhotoDecoder } from './world.ts';

const CARD: ResidentIdCard = {
  type: 'residentIdCard',
  number: '990101199001010014',
  name: '示例',
  sex: 'female',
  birthDate: '1990-01-01',
  validFrom: '2020-01-01',
  validTo: 'longTerm',
  issuingAuthority: '示例市公安局',
  ethnicCode: '01',
  address: '示例路1号',
};

function reader(photo: Uint8Array, photoDecoder?: PhotoDecoder) {
  const { visits } = memoryForTests();
  const cancelled: string[] = [];
  let finish: (() => void) | undefined;
  const idScanner: IdScanner = {
    execute: async <Name extends keyof IdScannerCommands & string>({ name }: { name: Name }) => {
      if (name === 'presence') return err({ code: 'timeout' });
      if (photo.length === 0)
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
      return cancelled.length > 0
        ? err({ code: 'cancelled' })
        : (ok({ document: CARD, photo }) as ReturnType<typeof ok<IdScannerCommands[Name]['output']>>);
    },
    cancel: (id) => {
      cancelled.push(id);
      finish?.();
    },
    subscribe: () => () => {},
    close: async () => {},
  };
  const ports = documentPorts({ devices: { idScanner }, visits, ...(photoDecoder ? { photoDecoder } : {}) });
  return { ports, visits };
}
const turns = () => new Promise((resolve) => setImmediate(resolve));
const signal = () => new AbortController().signal;

describe('the photo of an ID card', () => {
  it('never leaves with the document, and is overwritten when the visit ends', async () => {
    const photo = new Uint8Array(1_024).fill(7);
    const { ports, visits } = reader(photo);
    expect(await ports.readDocument({}, signal())).toEqual(ok({ document: CARD }));
    expect(photo.every((byte) => byte === 7)).toBe(true);
    visits.end('finished');
    expect(photo.every((byte) => byte === 0)).toBe(true);
  });

  it('goes to the decoder, and the picture is overwritten with it', async () => {
    const picture = new Uint8Array(64).fill(9);
    const handed: number[] = [];
    const { ports, visits } = reader(new Uint8Array(1_024).fill(7), {
      decode: async (wlt) => {
        handed.push(wlt.length);
        return picture;
      },
    });
    await ports.readDocument({}, signal());
    await turns();
    expect(handed).toEqual([1_024]);
    expect(picture.every((byte) => byte === 9)).toBe(true);
    visits.end('finished');
    expect(picture.every((byte) => byte === 0)).toBe(true);
  });

  it('a picture that comes after its visit is overwritten at once, also while another visit is on', async () => {
    const picture = new Uint8Array(64).fill(9);
    let decoded: (picture: Uint8Array) => void = () => {};
    const { ports, visits } = reader(new Uint8Array(1_024).fill(7), {
      decode: () =>
        new Promise((resolve) => {
          decoded = resolve;
        }),
    });
    expect(await ports.readDocument({}, signal())).toMatchObject({ ok: true });
    visits.end('left');
    visits.ensure();
    decoded(picture);
    await turns();
    expect(picture.every((byte) => byte === 0)).toBe(true);
  });

  it('a decoder that breaks costs nothing', async () => {
    const { ports } = reader(new Uint8Array(1_024), {
      decode: () => {
        throw new Error('no licence');
      },
    });
    expect(await ports.readDocument({}, signal())).toMatchObject({ ok: true });
    await turns();
  });
});

describe('a document on the reader', () => {
  it('is not waited for any more once the flow has gone on', async () => {
    const { ports, visits } = reader(new Uint8Array(0));
    const flow = new AbortController();
    const reading = ports.readDocument({}, flow.signal);
    flow.abort();
    expect(await reading).toEqual(err({ code: 'cancelled' }));
    expect(await ports.readDocument({}, flow.signal)).toEqual(err({ code: 'cancelled' }));
    expect(visits.current).toBeUndefined();
  });

  it('that nobody could look for is unknown, not absent', async () => {
    const { ports } = reader(new Uint8Array(0));
    expect(await ports.documentPresence({})).toEqual({ presence: 'unknown' });
  });
});
