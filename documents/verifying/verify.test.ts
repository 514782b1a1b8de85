import { beforeAll, describe, expect, it } from 'vitest';
import { SIGNED_AT } from '../test-support/papers.ts';
import { type House, house, sealed } from '../test-support/sealed.ts';
import { verify } from './verify.ts';

const NOW = SIGNED_AT + 60_000;

describe('verifying', () => {
  let ours: House;
  let whole: Uint8Array;
  beforeAll(async () => {
    ours = await house();
    whole = await sealed(ours);
  });

  it('says of a sealed paper that it is whole and trusted', () => {
    const report = verify(whole, { anchors: [ours.anchor], at: NOW });
    expect(report.findings).toEqual([{ code: 'noTimeStamp', signature: 'bank' }]);
    expect(report.outcome).toBe('trusted');
  });
});
