import { describe, expect, it } from 'vitest';
import type { Body, Screen } from '#contracts/screen/screen.ts';
import { VisitUse } from './visit-use.ts';

const screen = (body: Partial<Body> & { kind: Body['kind'] }, service?: string, help = 'none'): Screen =>
  ({
    step: 1,
    frame: {
      customerName: '林晓安',
      help: { state: help, reference: null },
      progress: service ? { service, step: 'chooseCard', position: 1, of: 3 } : null,
      overlay: null,
    },
    body,
    actions: [],
    spoken: '',
  }) as unknown as Screen;

const find = screen({ kind: 'find' });
const menu = screen({ kind: 'menu' });
const answer = (id: string, help?: string) =>
  screen({ kind: 'answer', of: 'answer', id } as Partial<Body> & { kind: 'answer' }, undefined, help);
const result = (outcome: string) =>
  screen({ kind: 'result', service: 'reportLostCard', outcome } as Partial<Body> & { kind: 'result' });
const chooseCard = screen({ kind: 'chooseCard' }, 'reportLostCard');

describe('what one visit used', () => {
  it.each<[string, Screen[], Record<string, boolean>]>([
    ['nothing', [menu], {}],
    ['a service, given up', [menu, chooseCard, menu], { 'service:reportLostCard': false }],
    ['a service, done', [menu, chooseCard, result('done')], { 'service:reportLostCard': true }],
    ['a service that failed', [chooseCard, result('notDone')], { 'service:reportLostCard': false }],
    ['the search, left', [find, menu], { find: false }],
    [
      'the search, to an answer that nobody follows',
      [find, answer('loan'), find],
      { find: true, 'answer:loan': false },
    ],
    [
      'the search, to an answer, to a person',
      [find, answer('loan'), answer('loan', 'asked')],
      { find: true, 'answer:loan': true },
    ],
    [
      'the search, to an answer, to a number',
      [find, answer('loan'), screen({ kind: 'needs' }), screen({ kind: 'ticketTaken' })],
      { find: true, 'answer:loan': true, number: true },
    ],
    ['a number nobody waits to see', [screen({ kind: 'chooseBusiness' })], { number: false }],
    [
      'a complaint',
      [screen({ kind: 'complaintSubject' }), screen({ kind: 'complaintFiled' })],
      { complaint: true },
    ],
    ['a thing twice', [chooseCard, result('done'), menu, chooseCard], { 'service:reportLostCard': true }],
  ])('%s', (_, screens, uses) => {
    const visit = new VisitUse();
    for (const shown of screens) visit.see(shown);
    expect(Object.fromEntries(visit.uses)).toEqual(uses);
  });
});
