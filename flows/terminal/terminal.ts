import type { SnapshotFrom } from 'xstate';
import { call } from './call.ts';
import { callBack } from './call-back.ts';
import { startOf } from './context.ts';
import { frame } from './frame.ts';
import { help } from './help.ts';
import { mode } from './mode.ts';
import { quiet } from './quiet.ts';
import { terminalSetup } from './setup.ts';
import { vendorMode } from './vendor-mode.ts';

/** The terminal: what it does, how it shows it, and whether somebody was called, aloud or quietly. */
export const terminalMachine = terminalSetup.createMachine({
  id: 'terminal',
  context: ({ input }) => startOf(input),
  type: 'parallel',
  on: {
    health: { actions: 'noteHealth' },
    hall: { actions: 'noteHall' },
    'closing.changed': { actions: 'noteClosing' },
  },
  states: { mode, frame, help, call, callBack, quiet, vendorMode },
});

export type TerminalSnapshot = SnapshotFrom<typeof terminalMachine>;
