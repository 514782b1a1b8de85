import type { FastifyInstance } from 'fastify';
import type { ChannelName } from '#contracts/bridge/channels.ts';
import type { HostOptions } from '#contracts/launch/host-options.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Bridge, Page } from '../bridge/bridge.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { Bench } from './bench.ts';
import { BenchChannels } from './channels.ts';
import { Control } from './control.ts';
import { leaveTerminal } from './leave.ts';
import { benchRoutes } from './routes.ts';
import { SandboxBank } from './sandbox.ts';

/** The bench as the host wires it: one for every page, program and change. */
export type OpenBench = {
  changed(): void;
  join(page: Page): void;
  hear(name: ChannelName, message: unknown, page: Page): void;
  routes(app: FastifyInstance): void;
  close(): void;
};

/** Opens the bench of a cabinet whose devices are simulated. */
export function openBench(
  simulators: NonNullable<HostOptions['simulators']>,
  bank: HostOptions['bank'],
  terminal: Terminal,
  bridge: Bridge,
  clock: Clock,
): OpenBench {
  const control = new Control(simulators.control, clock, () => bench.changed());
  const bench: Bench = new Bench({
    control,
    bank: bank.sandbox ? new SandboxBank(bank.url, bank.token) : undefined,
    screen: () => terminal.screen,
    leave: () => leaveTerminal(terminal, clock),
    press: (key) => terminal.intent({ type: 'key', key }) === undefined,
  });
  const channels = new BenchChannels(bench, bridge);
  const token = bridge.token('bench');
  return {
    changed: () => bench.changed(),
    join: (page) => channels.join(page),
    hear: (name, message, page) => {
      if (name === 'bench.act') void channels.act(message, page);
    },
    routes: (app) => {
      if (token !== undefined) benchRoutes(app, bench, token);
    },
    close: () => control.close(),
  };
}
