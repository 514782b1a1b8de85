import { stateIn } from 'xstate';
import { terminalSetup } from './setup.ts';

/** Language, type size, contrast, reach, and what lies over the screen: the same at every step. */
export const frame = terminalSetup.createStateConfig({
  initial: 'asSetUp',
  on: {
    'act.setLanguage': { target: '.changed', actions: 'setLanguage' },
    'act.toggleTextSize': { target: '.changed', actions: ['toggleElder', 'tellPace'] },
    'act.toggleContrast': { target: '.changed', actions: 'toggleContrast' },
    'act.toggleReach': { target: '.changed', actions: 'toggleReach' },
    'act.help': { target: '.changed', actions: 'openHelp' },
    'act.display': { target: '.changed', actions: 'openDisplay' },
    'act.closeOverlay': { target: '.changed', actions: 'closeOverlay' },
    // Also where a step itself offers a person: what becomes of the call is seen at once.
    // Whatever lies over the step: what is left is the step's to say.
    'act.stopRecording': { actions: 'closeOverlay' },
    'act.callPerson': { target: '.changed', actions: 'openHelp' },
    'act.callTeller': { target: '.changed', actions: 'openCall' },
    'act.openCall': { target: '.changed', actions: 'openCall' },
    // What the teller put forward is entered at the step: there it is to be seen.
    'act.acceptProposal': { actions: 'closeOverlay' },
    // These leave help as it is; whatever else is done from there goes on with the step.
    'act.withdrawCall': {},
    'act.moreTime': {},
    'act.takeNumber': { actions: 'closeOverlay' },
    'act.callBack': { actions: 'closeOverlay' },
    'act.finish': { actions: 'closeOverlay' },
    'act.*': { guard: 'underHelp', actions: 'closeOverlay' },
  },
  states: {
    asSetUp: {},
    /** Somebody set the screen up for himself and left without a visit: the next one finds it as it was. */
    changed: {
      after: {
        settingsReset: [
          { guard: stateIn({ mode: 'session' }), target: 'changed', reenter: true },
          { target: 'asSetUp', actions: 'resetSettings' },
        ],
      },
    },
  },
});
