import { describe, expect, it } from 'vitest';
import { ticketLabelSchema } from '#contracts/branch/ticket.ts';
import { labelMeant } from './label.ts';

const callable = ['A007', 'A012', 'B012', 'C1000'];

describe('the number somebody means', () => {
  it.each([
    ['A7', 'A007'],
    ['a07', 'A007'],
    ['A 007', 'A007'],
    ['a-0007', 'A007'],
    ['Ａ７', 'A007'],
    ['D3', 'D003'],
    ['C1000', 'C1000'],
    ['A99999', 'A99999'],
    ['7', 'A007'],
    ['1000', 'C1000'],
    ['12', undefined],
    ['8', undefined],
    ['A', undefined],
    ['A0', undefined],
    ['', undefined],
    ['AA7', undefined],
    ['A100000', undefined],
    ['7A', undefined],
  ])('%j is %s', (typed, label) => {
    const meant = labelMeant(typed, callable);
    expect(meant).toBe(label);
    if (meant !== undefined) expect(ticketLabelSchema.safeParse(meant).success).toBe(true);
  });
});
