import { terminalSetup } from './setup.ts';

/**
 * Who has the terminal, by XFS4IoT's VendorMode handshake: staff ask for it at any time, and get it when the customer who is
 * there has been served to his end and his media are out; `mode` says when that is. Nobody is let in while they wait.
 */
export const vendorMode = terminalSetup.createStateConfig({
  initial: 'inactive',
  states: {
    inactive: {
      on: { 'vendorMode.requested': 'enterPending', 'act.requestSupervisor': 'enterPending' },
    },
    enterPending: {
      after: { vendorModePending: 'inactive' },
      on: { 'vendorMode.entered': 'active', 'vendorMode.left': 'inactive' },
    },
    active: { on: { 'vendorMode.left': 'inactive' } },
  },
});
