import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import type { TrackRead } from '../contract.ts';
import { decodeCommand, encodeCommand, type HostCommand } from './commands.ts';
import { encodeFrame } from './protocol.ts';
import {
  type AbnormalReason,
  answers,
  decodeAbnormal,
  decodeChipAnswer,
  decodeChipReset,
  decodeOperation,
  decodeSerialNumber,
  decodeVersion,
  encodeAbnormal,
  encodeChipAnswer,
  encodeChipReset,
  encodeOperation,
  encodeSerialNumber,
  encodeVersion,
} from './replies.ts';
import { type CardPosition, decodeSensors, decodeStatus, encodeSensors, encodeStatus } from './status.ts';
import { decodeTracks, encodeTracks } from './tracks.ts';

const SELECT_PSE = '00 A4 04 00 0E 31 50 41 59 2E 53 59 53 2E 44 44 46 30 31 00';

describe("the manual's worked bytes", () => {
  const commands: readonly (readonly [string, HostCommand, string])[] = [
    ['reset', { name: 'reset', media: 'leave' }, '02 00 02 30 30 03 03'],
    ['reset and eject', { name: 'reset', media: 'ejectFront' }, '02 00 02 30 31 03 02'],
    ['status', { name: 'status' }, '02 00 02 31 30 03 02'],
    [
      'any card at the front, none at the rear',
      { name: 'setEntry', front: 'switch', rear: 'prohibited' },
      '02 00 03 2F 33 31 03 2F',
    ],
    [
      'no card at the front',
      { name: 'setEntry', front: 'prohibited', rear: 'prohibited' },
      '02 00 03 2F 31 31 03 2D',
    ],
    ['stop at the IC contact', { name: 'setStop', at: 'contact' }, '02 00 02 2E 33 03 1E'],
    ['eject at the front', { name: 'move', to: 'frontRelease' }, '02 00 02 32 30 03 01'],
    ['capture at the rear', { name: 'move', to: 'rearRelease' }, '02 00 02 32 33 03 02'],
    ['cold reset', { name: 'chipReset', kind: 'cold' }, '02 00 02 37 30 03 04'],
    ['track 2', { name: 'readTracks', tracks: 'track2' }, '02 00 04 45 30 30 32 03 72'],
    ['all tracks', { name: 'readTracks', tracks: 'all' }, '02 00 04 45 30 30 37 03 77'],
    [
      'SELECT PSE over T=0',
      { name: 'chipIO', protocol: 'T0', apdu: fromHex(SELECT_PSE) },
      `02 00 18 37 31 00 14 ${SELECT_PSE} 03 C2`,
    ],
  ];

  it.each(commands)('%s', (_name, command, bytes) => {
    const content = encodeCommand(command);
    expect(toHex(encodeFrame(content))).toBe(bytes.replaceAll(' ', ''));
    expect(decodeCommand(content)).toEqual({ ok: true, value: command });
  });

  it.each([
    [
      'no card, entry by switch, rear closed',
      encodeStatus({ position: 'none', frontEntry: 'switch', rearEntry: 'prohibited' }),
      '02 00 05 31 30 4E 4A 4E 03 4F',
    ],
    ['move done', encodeOperation(0x32, 0x30, 'done'), '02 00 03 32 30 59 03 59'],
    ['move without a card', encodeOperation(0x32, 0x30, 'noCard'), '02 00 03 32 30 45 03 45'],
    ['reset cannot be executed', encodeAbnormal(0x30, 'cannotExecute'), '02 00 03 4E 30 02 03 7E'],
  ])('reply: %s', (_name, content, bytes) => {
    expect(toHex(encodeFrame(content))).toBe(bytes.replaceAll(' ', ''));
  });
});

const command: fc.Arbitrary<HostCommand> = fc.oneof(
  fc.record({
    name: fc.constant('reset' as const),
    media: fc.constantFrom('leave', 'ejectFront', 'ejectRear'),
  }),
  fc.constantFrom<HostCommand>({ name: 'serialNumber' }, { name: 'status' }, { name: 'sensors' }),
  fc.record({
    name: fc.constant('setStop' as const),
    at: fc.constantFrom('frontReleased', 'frontHeld', 'inside', 'contact', 'rearHeld', 'rearReleased'),
  }),
  fc.record({
    name: fc.constant('setEntry' as const),
    front: fc.constantFrom('prohibited', 'magneticAndSwitch', 'switch', 'magnetic'),
    rear: fc.constantFrom('allowed', 'prohibited'),
  }),
  fc.record({
    name: fc.constant('move' as const),
    to: fc.constantFrom(
      'inside',
      'contact',
      'frontRelease',
      'frontHold',
      'rearHold',
      'rearRelease',
      'rearForced',
    ),
  }),
  fc.record({ name: fc.constant('chipPower' as const), power: fc.constantFrom('on', 'off') }),
  fc.record({ name: fc.constant('chipReset' as const), kind: fc.constantFrom('cold', 'warm') }),
  fc.record({
    name: fc.constant('chipIO' as const),
    protocol: fc.constantFrom('T0', 'T1'),
    apdu: fc.uint8Array({ minLength: 4, maxLength: 262 }),
  }),
  fc.record({
    name: fc.constant('readTracks' as const),
    tracks: fc.constantFrom('track1', 'track2', 'track3', 'all'),
  }),
);

describe('commands', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(command, (sent) => {
        expect(decodeCommand(encodeCommand(sent))).toEqual({ ok: true, value: sent });
      }),
    );
  });

  it('nonsense is refused with the manual’s reason and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 270 }), (bytes) => {
        const decoded = decodeCommand(bytes);
        if (decoded.ok) expect(toHex(encodeCommand(decoded.value))).toBe(toHex(bytes));
        else expect(['unknownCommand', 'badParameter', 'badData']).toContain(decoded.error);
      }),
    );
  });

  it.each([
    ['61 30', 'unknownCommand'],
    ['32 40', 'badParameter'],
    ['32 30 00', 'badData'],
    ['37 31 00 05 00 A4 04 00', 'badData'],
    ['37 31 00 03 00 A4 04', 'badData'],
    ['37 31', 'badData'],
    ['37 33 00', 'badParameter'],
    ['45 31 30 37', 'badParameter'],
    ['45 30 31 37', 'badParameter'],
    ['45 30 30', 'badData'],
    ['2F 33', 'badData'],
  ])('%s: %s', (bytes, error) => {
    expect(decodeCommand(fromHex(bytes))).toEqual({ ok: false, error });
  });
});

const operation = fc.constantFrom('failed', 'noCard', 'notOperable');
const printable = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCxyz019.-'), minLength: 1, maxLength });
const track = (characters: string, maxLength: number): fc.Arbitrary<TrackRead> =>
  fc.oneof(
    fc.record({
      status: fc.constant('read' as const),
      data: fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength }),
    }),
    fc.record({ status: fc.constantFrom('blank', 'damaged', 'notRead') }),
  );

describe('replies', () => {
  it('status, sensors, chip answers and tracks come back as they went', () => {
    const positions: readonly CardPosition[] = [
      'longCard',
      'shortCard',
      'frontReleased',
      'frontHeld',
      'inside',
      'contact',
      'rearHeld',
      'rearReleased',
      'none',
    ];
    const status = fc.record({
      position: fc.constantFrom(...positions),
      frontEntry: fc.constantFrom('magneticAndSwitch', 'switch', 'magnetic', 'prohibited'),
      rearEntry: fc.constantFrom('allowed', 'prohibited'),
    });
    const flag = fc.boolean();
    const sensors = fc.record({
      path: fc.tuple(flag, flag, flag, flag, flag),
      shutterOpen: flag,
      entrySwitch: flag,
    });
    const chipReset = fc.oneof(
      fc.record({
        kind: fc.constant('answered' as const),
        protocol: fc.constantFrom('T0', 'T1'),
        atr: fc.uint8Array({ minLength: 2, maxLength: 33 }),
      }),
      fc.record({ kind: fc.constant('not' as const), operation }),
    );
    const chipAnswer = fc.oneof(
      fc.record({
        kind: fc.constant('answered' as const),
        response: fc.uint8Array({ minLength: 2, maxLength: 258 }),
      }),
      fc.record({ kind: fc.constant('not' as const), operation }),
    );
    const tracks = fc.record({
      track1: track('ABCXYZ0189^/. ', 70),
      track2: track('0123456789=', 37),
      track3: track('0123456789=', 100),
    });
    fc.assert(
      fc.property(status, sensors, chipReset, chipAnswer, tracks, (s, e, r, a, t) => {
        expect(decodeStatus(encodeStatus(s))).toEqual({ ok: true, value: s });
        expect(decodeSensors(encodeSensors(e))).toEqual({ ok: true, value: e });
        expect(decodeChipReset(encodeChipReset(0x30, r))).toEqual({ ok: true, value: r });
        expect(decodeChipAnswer(encodeChipAnswer(0x31, a))).toEqual({ ok: true, value: a });
        expect(decodeTracks(encodeTracks(t, 'all'))).toEqual({
          ok: true,
          value: { kind: 'read', tracks: t },
        });
      }),
    );
  });

  it('version and serial number come back as they went', () => {
    fc.assert(
      fc.property(printable(13), printable(18), (version, serialNumber) => {
        expect(decodeVersion(encodeVersion(0x30, version))).toEqual({ ok: true, value: version });
        expect(decodeSerialNumber(encodeSerialNumber(serialNumber))).toEqual({
          ok: true,
          value: serialNumber,
        });
      }),
    );
  });

  it('garbage is "protocol" to every decoder, and never throws', () => {
    const decoders = [
      decodeStatus,
      decodeSensors,
      decodeChipReset,
      decodeChipAnswer,
      decodeTracks,
      decodeVersion,
      decodeSerialNumber,
      decodeOperation,
    ];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 270 }), (bytes) => {
        decodeAbnormal(bytes);
        for (const decode of decoders) {
          const decoded = decode(bytes);
          if (!decoded.ok) expect(decoded.error).toBe('protocol');
        }
      }),
    );
  });

  it.each<[AbnormalReason, number]>([
    ['unknownCommand', 0],
    ['badParameter', 1],
    ['cannotExecute', 2],
    ['badData', 4],
    ['supplyOutOfRange', 5],
    ['abnormalLengthCard', 6],
    ['mainPowerOff', 7],
  ])('abnormal %s is %i', (reason, code) => {
    expect(toHex(encodeAbnormal(0x32, reason))).toBe(`4E320${code}`);
    expect(decodeAbnormal(encodeAbnormal(0x32, reason))).toEqual({ cm: 0x32, code, reason });
  });

  it('an abnormal code the manual does not name is kept', () => {
    expect(decodeAbnormal(fromHex('4E 32 99'))).toEqual({ cm: 0x32, code: 0x99, reason: undefined });
  });

  it.each([
    ['a status echoes CM and PM', '31 30', '31 30 4E 4A 4E', true],
    ['sensors do not answer a status question', '31 30', '31 2F 30', false],
    ['another command does not answer', '32 31', '33 31 59', false],
    ['2F may leave PM out', '2F 33 31', '2F 59', true],
    ['2E may echo PM', '2E 33', '2E 33 59', true],
  ])('%s', (_name, sent, reply, expected) => {
    expect(answers(fromHex(sent), fromHex(reply))).toBe(expected);
  });

  it.each([
    ['a failed reset with a length field', '37 30 4E 00 00', { kind: 'not', operation: 'failed' }],
    ['a failed reset without', '37 30 4E', { kind: 'not', operation: 'failed' }],
    ['T=1', '37 30 5A 00 02 3B 00', { kind: 'answered', protocol: 'T1', atr: fromHex('3B 00') }],
  ])('%s', (_name, bytes, value) => {
    expect(decodeChipReset(fromHex(bytes))).toEqual({ ok: true, value });
  });

  it.each(['37 31 59 00 03 90 00', '37 31 59 00 01 90', '37 31 59 00', '37 31 51 00 02 90 00'])(
    'a chip answer with a lying length or an unknown P is refused: %s',
    (bytes) => {
      expect(decodeChipAnswer(fromHex(bytes))).toEqual({ ok: false, error: 'protocol' });
    },
  );
});

describe('track replies', () => {
  const read = (bytes: string) => decodeTracks(fromHex(bytes));

  it('tells good, blank, damaged and unread tracks apart', () => {
    expect(read('45 30 30 37 1F 4E E5 1F 59 31 32 3D 33 1F 4F E0')).toEqual({
      ok: true,
      value: {
        kind: 'read',
        tracks: {
          track1: { status: 'blank' },
          track2: { status: 'read', data: '12=3' },
          track3: { status: 'notRead' },
        },
      },
    });
  });

  it.each([0xe1, 0xe2, 0xe3, 0xe4])('error %i is a damaged track', (reason) => {
    const decoded = decodeTracks(
      Uint8Array.of(0x45, 0x30, 0x30, 0x37, 0x1f, 0x4e, reason, 0x1f, 0x59, 0x31, 0x1f, 0x59),
    );
    expect(decoded).toMatchObject({ ok: true, value: { tracks: { track1: { status: 'damaged' } } } });
  });

  it('sentinels and LRC are taken off when a reader hands them over', () => {
    // ;12=3?4
    expect(read('45 30 30 37 1F 4F E0 1F 59 3B 31 32 3D 33 3F 34 1F 4F E0')).toMatchObject({
      ok: true,
      value: { tracks: { track2: { status: 'read', data: '12=3' } } },
    });
  });

  it('characters no track can hold make it damaged', () => {
    expect(read('45 30 30 37 1F 59 1B 40 1F 59 31 41 1F 59 31 0A')).toMatchObject({
      ok: true,
      value: {
        tracks: {
          track1: { status: 'damaged' },
          track2: { status: 'damaged' },
          track3: { status: 'damaged' },
        },
      },
    });
  });

  it.each([
    ['no card, said with P', '45 30 45', { kind: 'not', operation: 'noCard' }],
    ['not operable', '45 30 57', { kind: 'not', operation: 'notOperable' }],
    ['failed', '45 30 4E', { kind: 'not', operation: 'failed' }],
  ])('%s', (_name, bytes, value) => {
    expect(read(bytes)).toEqual({ ok: true, value });
  });

  it.each([
    ['two blocks', '45 30 30 37 1F 4F E0 1F 4F E0'],
    ['four blocks', '45 30 30 37 1F 4F E0 1F 4F E0 1F 4F E0 1F 4F E0'],
    ['another selector', '45 30 30 32 1F 4F E0 1F 4F E0 1F 4F E0'],
    ['no separator', '45 30 30 37 4F E0'],
    ['a block of no kind', '45 30 30 37 1F 4F E0 1F 5A 1F 4F E0'],
  ])('%s: protocol', (_name, bytes) => {
    expect(read(bytes)).toEqual({ ok: false, error: 'protocol' });
  });
});
