import type { Position } from '#contracts/branch/position.ts';
import type { PageRole } from '#contracts/bridge/messages.ts';
import type { HostOptions } from '#contracts/launch/host-options.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import { type OpenBench, openBench } from '../bench/open-bench.ts';
import { Bridge } from '../bridge/bridge.ts';
import { pageDoors } from '../bridge/page-doors.ts';
import { type HostServer, type ServeFault, serve } from '../http/server.ts';
import { picturesToPage } from '../pictures/line-to-page.ts';
import type { World } from '../ports/world.ts';
import { PositionTeller } from '../position/position-teller.ts';
import { refusalJournal } from '../refusals.ts';
import { paperLineToPage } from '../signing/line-to-page.ts';
import { Supervisor, type SupervisorOptions } from '../supervisor/open-supervisor.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UseCounter } from '../use/use-counter.ts';
import { VisitLog } from '../visit-log.ts';

type PositionLine = { position(position: Position): Promise<Result<{ counted: number }, CodedError>> };

export type PagesOptions = {
  readonly world: World;
  readonly terminal: Terminal;
  readonly options: HostOptions;
  /** Further names under which pages may be opened. */
  readonly hosts: readonly string[];
  readonly line: PositionLine & SupervisorOptions['line'];
  readonly supervisor: Pick<SupervisorOptions, 'settings' | 'offline' | 'secondPerson' | 'rooms'>;
};

export type Pages = {
  readonly bridge: Bridge;
  readonly supervisor: Supervisor;
  /** Somebody was turned away: journalled. */
  readonly refused: (where: string, code: string) => void;
  serve(): Promise<Result<HostServer, ServeFault>>;
  /** Counts what is used from now on. */
  start(): void;
  stop(): void;
  /** Writes what has only been counted so far. */
  close(): void;
};

/** Everything that pages of the terminal see and do: the bridge, the bench while devices are simulated, supervisor mode. */
export function openPages({ world, terminal, options, hosts, line, supervisor: staff }: PagesOptions): Pages {
  const { clock, journal, visits, errands, papers, desk, camera, recorder, assisted, calls } = world;
  const onJournalFault = () => terminal.journalFailed();
  const refusals = refusalJournal(journal, clock, onJournalFault);
  const { refused } = refusals;
  const roles: PageRole[] = ['customer', 'supervisor', ...(options.simulators ? (['bench'] as const) : [])];
  const bridge = new Bridge({
    clock,
    roles,
    onIntent: (intent) => {
      const refusal = terminal.intent(intent);
      if (refusal) refused('intent', refusal);
    },
    ...pageDoors(
      () => ({
        paper: onPage,
        picture: onPicture,
        camera,
        recorder,
        call: calls.page,
        calls,
        supervisor,
        bench,
      }),
      () => refused('intent', 'notOffered'),
    ),
    onRefused: (code) => refused('bridge', code),
  });
  const bench: OpenBench | undefined =
    options.simulators && openBench(options.simulators, options.bank, terminal, bridge, clock);
  const onPage = paperLineToPage(desk, bridge, (event) => terminal.tell(event), world.handsOn);
  const onPicture = picturesToPage(world, bridge);
  const supervisor: Supervisor = new Supervisor({
    ...{ clock, journal, terminal, line, onJournalFault },
    ...staff,
    bridge: () => bridge,
    simulated: world.simulated,
    reference: world.terminal.id,
    branchAway: world.branchAway,
    refused: (code) => refused('supervisor', code),
  });
  const positions = new PositionTeller(
    (position) => line.position(position),
    clock,
    () => visits.current?.token,
  );
  const log = new VisitLog(journal, clock, onJournalFault);
  const use = new UseCounter(journal, errands, clock, onJournalFault);
  visits.onWipe(() => {
    const over = visits.ending;
    if (over) papers.visitEnded(over);
    if (over) log.end(over);
    positions.see(terminal.screen);
    use.end();
  });
  terminal.onScreen((screen) => {
    if (screen.body.kind !== 'readPaper' || screen.frame.hands === 'locked') desk.away();
    assisted.see(screen);
    calls.see(screen);
    bridge.show(screen);
    bench?.changed();
    positions.see(screen);
    log.see(screen, visits.current?.token);
    use.see(screen);
    if (screen.body.kind === 'ticketTaken') world.numberShown.publish(screen.body.label);
  });
  return {
    bridge,
    supervisor,
    refused,
    serve: () => {
      bridge.show(terminal.screen);
      return serve({
        port: options.port,
        pagesDir: options.pagesDir,
        hosts,
        bridge,
        bench: bench !== undefined,
        routes: (app) => bench?.routes(app),
        onRefused: (code, where) => refused(where, code),
      });
    },
    start: () => use.start(),
    stop: () => {
      positions.stop();
      use.stop();
      supervisor.stop();
      bench?.close();
    },
    close: () => refusals.close(),
  };
}
