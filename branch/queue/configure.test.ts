import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { CONFIGURATION_LIMIT, configure, readConfiguration } from './configure.ts';
import { Counters, EVERYBODY } from './counters.ts';
import { practiceConfiguration } from './default-configuration.ts';
import { Hall } from './hall.ts';
import { TicketOffice } from './tickets.ts';

const text = JSON.stringify(practiceConfiguration);

it('a configuration is read as written, and what is wrong with it is named by its place', () => {
  expect(readConfiguration(text)).toMatchObject({ ok: true });
  const wrong = (content: string) => {
    const read = readConfiguration(content);
    return read.ok ? '' : `${read.error.code} ${read.error.detail}`;
  };
  expect(wrong('{')).toBe('configurationInvalid not JSON');
  expect(wrong(' '.repeat(CONFIGURATION_LIMIT + 1))).toBe('configurationInvalid too long');
  expect(wrong(JSON.stringify({ ...practiceConfiguration, waitTargetMinutes: 0 }))).toContain(
    'waitTargetMinutes',
  );
  expect(wrong(JSON.stringify({ ...practiceConfiguration, surprise: 1 }))).toContain('surprise');
});

onBothEngines('The configuration of a branch', ({ emptyStore }) => {
  it('changes, keeps its text, and the pages hear of it', async () => {
    const [clock, told] = [new ManualClock(), [] as (string | null)[]];
    const store = await emptyStore(clock);
    const hall = new Hall(store, clock, null);
    store.onTold((subject) => told.push(subject));
    const before = await hall.revision(HOME_BRANCH);
    const changed = { ...practiceConfiguration, waitTargetMinutes: 7 };
    expect(await configure(store, clock, HOME_BRANCH, changed)).toEqual({ ok: true, value: undefined });
    expect(await hall.configuration(HOME_BRANCH)).toEqual(changed);
    expect(await hall.revision(HOME_BRANCH)).toBeGreaterThan(before);
    expect(told).toContain(`queue:${HOME_BRANCH}`);
  });

  it('takes nothing away that somebody waits for or sits at', async () => {
    const clock = new ManualClock();
    const store = await emptyStore(clock);
    await configure(store, clock, HOME_BRANCH, practiceConfiguration);
    const [service] = practiceConfiguration.services;
    const taken = await new TicketOffice(store, clock).issue(HOME_BRANCH, 'T01', {
      id: randomUUID(),
      services: [service?.id ?? ''],
      segment: 'ordinary',
      needs: [],
      language: 'en',
      channel: 'anonymous',
    });
    expect(taken.ok).toBe(true);
    const counters = new Counters(store, clock, EVERYBODY);
    await counters.act({ staff: '1002', branch: HOME_BRANCH }, 'open', {
      request: randomUUID(),
      counter: '2',
    });
    const smaller = {
      ...practiceConfiguration,
      services: practiceConfiguration.services.slice(1),
      counters: [{ id: '1', services: [] }],
    };
    expect(await configure(store, clock, HOME_BRANCH, smaller)).toEqual({
      ok: false,
      error: { code: 'configurationInUse', detail: `service ${service?.id}, counter 2` },
    });
  });
});
