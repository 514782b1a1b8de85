import { assign, type SnapshotFrom, sendTo, setup } from 'xstate';
import { CASE_CODE_LENGTH, CASE_GROUPS } from '#contracts/screen/company-bodies.ts';
import type { FlowEvent } from '../../events.ts';
import { undeliveredPorts } from '../../port-actors.ts';
import { approveStep } from '../../steps/approve.ts';
import { consentStep } from '../../steps/consent.ts';
import { isMobile, PHONE_LENGTH, typed } from '../../steps/digits.ts';
import { pictureStep } from '../../steps/picture.ts';
import { resultStep } from '../../steps/result.ts';
import { signStep } from '../../steps/sign.ts';
import { noResult, resultState } from '../result-state.ts';
import { healthNoted, type ServiceInput, type ServiceOutput } from '../service-machine.ts';
import { signState } from '../sign-state.ts';
import {
  agentOf,
  approvable,
  CASE_RULES,
  type Context,
  differencesOf,
  groupNow,
  questionOf,
  receiptFacts,
  requireApproval,
  requireFound,
  requireSealed,
  turned,
  withCharacter,
} from './context.ts';

/**
 * A company's account: its form is found by its code, read back part by part, its originals are pictured and judged by
 * staff together with the authority to act; then the application is signed and handed to the bank, once.
 */
export const companyAccountMachine = setup({
  types: {
    context: {} as Context,
    events: {} as FlowEvent,
    input: {} as ServiceInput,
    output: {} as ServiceOutput,
    children: {} as {
      consent: 'consentStep';
      picture: 'pictureStep';
      approve: 'approveStep';
      sign: 'signStep';
      result: 'resultStep';
    },
  },
  actors: {
    companyCase: undeliveredPorts.companyCase,
    submit: undeliveredPorts.submit,
    consentStep,
    pictureStep,
    approveStep,
    signStep,
    resultStep,
  },
  guards: {
    codeFull: ({ context }) => context.code.length === CASE_CODE_LENGTH,
    codesLeft: ({ context }) => context.stop !== 'tooMany',
    moreGroups: ({ context }) => context.group < CASE_GROUPS.length - 1,
    firstGroup: ({ context }) => context.group === 0,
    phoneGroup: ({ context }) => groupNow(context) === 'phone',
    phoneFits: ({ context }) => isMobile(context.entered) && context.entered !== context.found?.phone,
    phoneFull: ({ context }) => context.entered.length === PHONE_LENGTH,
    stillApproved: ({ context }) => context.approval !== null && context.approved === approvable(context),
  },
  actions: {
    typeCode: assign({
      code: ({ context, event }) =>
        event.type === 'act.letter' || event.type === 'act.digit'
          ? withCharacter(context.code, event)
          : context.code,
      codeProblem: null,
    }),
    turnLetter: assign({ code: ({ context }) => turned(context.code), codeProblem: null }),
    eraseCode: assign({ code: ({ context }) => context.code.slice(0, -1), codeProblem: null }),
    clearCode: assign({ code: '', codeProblem: null }),
    /** Another code is another case: nothing of this one goes along. */
    forgetCase: assign({
      code: '',
      codeProblem: null,
      found: null,
      newPhone: null,
      pictures: [],
      unclear: [],
      approval: null,
      approved: '',
    }),
    nextGroup: assign({ group: ({ context }) => context.group + 1 }),
    groupBefore: assign({ group: ({ context }) => context.group - 1 }),
    lastGroup: assign({ group: CASE_GROUPS.length - 1 }),
    typePhone: assign({
      entered: ({ context, event }) =>
        event.type === 'act.digit' ? typed(context.entered, event.choice, PHONE_LENGTH) : context.entered,
      phoneProblem: null,
    }),
    erasePhone: assign({ entered: ({ context }) => context.entered.slice(0, -1), phoneProblem: null }),
    clearPhone: assign({ entered: '', phoneProblem: null }),
    judgePhone: assign({
      phoneProblem: ({ context }) => (isMobile(context.entered) ? 'sameAsFiled' : 'notAPhone'),
    }),
    stopWrong: assign({ stop: 'detailsWrong' }),
    noteHealth: assign(({ context, event }) => healthNoted(context, event)),
    passToConsent: sendTo('consent', ({ event }) => event),
    passToPicture: sendTo('picture', ({ event }) => event),
    passToApprove: sendTo('approve', ({ event }) => event),
    passToSign: sendTo('sign', ({ event }) => event),
    passToResult: sendTo('result', ({ event }) => event),
  },
}).createMachine({
  id: 'companyAccount',
  context: ({ input }) => ({
    ...input,
    ...noResult,
    code: '',
    codeProblem: null,
    stop: 'notNamed',
    found: null,
    group: 0,
    newPhone: null,
    entered: '',
    phoneProblem: null,
    pictures: [],
    unclear: [],
    approval: null,
    approved: '',
    sealed: null,
  }),
  initial: 'entering',
  on: { health: { actions: 'noteHealth' } },
  states: {
    entering: {
      on: {
        'act.letter': { actions: 'typeCode' },
        'act.digit': { actions: 'typeCode' },
        'act.turnLetter': { actions: 'turnLetter' },
        'act.backspace': { actions: 'eraseCode' },
        'act.clear': { actions: 'clearCode' },
        'act.confirm': { guard: 'codeFull', target: 'finding' },
        'act.back': 'left',
      },
    },
    finding: {
      tags: ['working'],
      invoke: {
        src: 'companyCase',
        input: ({ context }) => ({ caseCode: context.code }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'reviewing',
            actions: assign({
              found: ({ event }) => (event.output.ok ? event.output.value : null),
              code: '',
              codeProblem: null,
              group: 0,
            }),
          },
          {
            guard: ({ event }) => !event.output.ok && event.output.error.code === 'unknown',
            target: 'entering',
            actions: assign({ code: '', codeProblem: 'unknown' }),
          },
          {
            guard: ({ event }) => !event.output.ok && event.output.error.code === 'unreachable',
            target: 'entering',
            actions: assign({ codeProblem: 'unreachable' }),
          },
          {
            target: 'stopped',
            actions: assign({
              stop: ({ event }) => {
                const code = event.output.ok ? 'notNamed' : event.output.error.code;
                return code === 'unknown' || code === 'unreachable' ? 'notNamed' : code;
              },
            }),
          },
        ],
        onError: { target: 'entering', actions: assign({ codeProblem: 'unreachable' }) },
      },
    },
    /** Nothing was done. */
    stopped: {
      on: {
        'act.tryAgain': { guard: 'codesLeft', target: 'entering', actions: 'forgetCase' },
        'act.next': 'left',
      },
    },
    reviewing: {
      on: {
        'act.confirm': [{ guard: 'moreGroups', actions: 'nextGroup' }, { target: 'agreeing' }],
        'act.decline': [
          { guard: 'phoneGroup', target: 'correcting', actions: 'clearPhone' },
          { target: 'stopped', actions: 'stopWrong' },
        ],
        'act.back': [
          { guard: 'firstGroup', target: 'entering', actions: 'forgetCase' },
          { actions: 'groupBefore' },
        ],
      },
    },
    correcting: {
      on: {
        'act.digit': { actions: 'typePhone' },
        'act.backspace': { actions: 'erasePhone' },
        'act.clear': { actions: 'clearPhone' },
        'act.confirm': [
          {
            guard: 'phoneFits',
            target: 'reviewing',
            actions: [assign({ newPhone: ({ context }) => context.entered }), 'clearPhone'],
          },
          { guard: 'phoneFull', actions: 'judgePhone' },
        ],
        'act.back': { target: 'reviewing', actions: 'clearPhone' },
      },
    },
    agreeing: {
      invoke: {
        id: 'consent',
        src: 'consentStep',
        input: { rules: CASE_RULES },
        onDone: [
          { guard: ({ event }) => event.output.end === 'agreed', target: 'picturing' },
          {
            guard: ({ event }) => event.output.end === 'declined',
            target: 'stopped',
            actions: assign({ stop: 'declined' }),
          },
          { target: 'reviewing', actions: 'lastGroup' },
        ],
      },
      on: { 'act.*': { actions: 'passToConsent' } },
    },
    picturing: {
      invoke: {
        id: 'picture',
        src: 'pictureStep',
        input: ({ context }) => ({
          originals: requireFound(context).originals,
          of: requireFound(context).creditCode,
          pictures: context.pictures,
          unclear: context.unclear,
        }),
        onDone: [
          {
            guard: ({ event }) => event.output.end === 'done',
            target: 'judging',
            actions: assign({ pictures: ({ event }) => event.output.pictures, unclear: [] }),
          },
          {
            target: 'reviewing',
            actions: [assign({ pictures: ({ event }) => event.output.pictures }), 'lastGroup'],
          },
        ],
      },
      on: { 'act.*': { actions: 'passToPicture' } },
    },
    /** What was approved and has not changed since is not asked for again. */
    judging: {
      always: [{ guard: 'stillApproved', target: 'signing' }, { target: 'approving' }],
    },
    approving: {
      entry: assign({ approval: null }),
      invoke: {
        id: 'approve',
        src: 'approveStep',
        input: ({ context }) => ({ question: questionOf(context) }),
        onDone: [
          {
            guard: ({ event }) => event.output.proof !== null,
            target: 'signing',
            actions: assign(({ context, event }) => ({
              approval: event.output.proof,
              approved: approvable(context),
            })),
          },
          { guard: ({ event }) => event.output.instead === 'left', target: 'left' },
          {
            target: 'picturing',
            actions: assign(({ context, event }) => ({
              unclear: event.output.unclear,
              pictures: context.pictures.filter(({ original }) => !event.output.unclear.includes(original)),
            })),
          },
        ],
      },
      on: { 'act.*': { actions: 'passToApprove' } },
    },
    signing: signState({ signed: 'submitting', back: 'picturing' }, (context: Context) => ({
      wish: {
        template: 'companyAccountApplication',
        found: requireFound(context),
        differences: differencesOf(context),
        pictures: context.pictures,
        rules: CASE_RULES,
      },
      rules: ['electronicSigning'],
      teachBack: [],
    })),
    submitting: {
      tags: ['working'],
      invoke: {
        src: 'submit',
        input: ({ context }) => ({
          type: 'openCompanyAccount',
          caseCode: requireFound(context).caseCode,
          agent: agentOf(context),
          differences: differencesOf(context).map(({ field, now }) => ({ field, value: now })),
          originals: context.pictures.map(({ original, sha256 }) => ({ kind: original, sha256 })),
          approval: requireApproval(context),
          documentSha256: requireSealed(context).sha256,
        }),
        onDone: { target: 'result', actions: assign({ answer: ({ event }) => event.output }) },
      },
    },
    result: resultState(receiptFacts),
    left: { type: 'final' },
  },
  output: ({ context }) => ({ next: context.next, receipt: context.receipt }),
});

export type CompanyAccountSnapshot = SnapshotFrom<typeof companyAccountMachine>;
