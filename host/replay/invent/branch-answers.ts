import type { Verdict } from '#contracts/branch/appointment.ts';
import type { RefuseReason } from '#contracts/branch/approval-reason.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import type { ApprovalNews, Business, ComplaintAnswer, NumberAnswer } from '#flows/ports.ts';
import type { Fact } from '../../journal/entry.ts';
import { type Inventing, marksOf, nothing, originalsOf, refusal, type Told } from './told.ts';

const NAME = { zh: '某事', en: 'Some business' };

/** As many businesses as there were, each done here or not, with papers or without. */
const businesses = (count: Fact | undefined, marks: Fact | undefined): Business[] =>
  Array.from({ length: Number(count ?? 0) }, (_, place) => {
    const mark = marksOf(marks)[place] ?? '--';
    return {
      id: `business${place}`,
      name: NAME,
      atTerminal: SERVICE_IDS[Number.parseInt(mark, 10)] ?? null,
      papers: mark.endsWith('p') ? [{ id: `paper${place}`, name: NAME, instead: [] }] : [],
      wait: null,
    };
  });

function numberOf({ facts }: Told): NumberAnswer {
  if (facts.outcome === 'taken')
    return {
      outcome: 'taken',
      number: {
        label: String(facts.label),
        state: String(facts.state) as 'waiting',
        wait: null,
        counter: null,
        phoneUrl: null,
      },
    };
  return facts.outcome === 'unknown'
    ? { outcome: 'unknown' }
    : { outcome: 'notTaken', why: String(facts.why) as 'refused' };
}

function complaintOf({ facts, at }: Told): ComplaintAnswer {
  if (facts.outcome === 'filed')
    return {
      outcome: 'filed',
      receipt: { number: 'C-000000-0000-XXXXX', filedAt: at, due: at, owner: 'lobby', url: null },
    };
  return facts.outcome === 'unknown'
    ? { outcome: 'unknown' }
    : { outcome: 'notFiled', why: String(facts.why) as 'refused' };
}

function newsOf({ facts, at }: Told): ApprovalNews {
  const by = { approvalId: String(facts.approval), staff: String(facts.staff).replaceAll('-', '') };
  const second = typeof facts.second === 'string' ? { second: facts.second.replaceAll('-', '') } : {};
  switch (facts.state) {
    case 'approved':
      return { state: 'approved', ...by, reason: String(facts.reason), at, ...second };
    case 'refused':
      return {
        state: 'refused',
        ...by,
        reason: String(facts.reason) as RefuseReason,
        again: facts.again === true,
        unclear: originalsOf(facts.unclear),
      };
    default:
      return { state: String(facts.state) as 'asked' };
  }
}

export const branchAnswers = {
  beginVisit: ({ facts }) => ({
    visit: 'invented',
    reference: String(facts.reference),
    today: String(facts.today),
  }),
  endVisit: nothing,
  queueNow: ({ facts }) =>
    refusal(facts) ?? {
      ok: true,
      value: {
        open: facts.open === true,
        opening: null,
        services: businesses(facts.services, facts.marks),
      },
    },
  findAppointment: ({ facts, today }) =>
    refusal(facts) ?? {
      ok: true,
      value: {
        found:
          facts.verdict === null || facts.verdict === undefined
            ? null
            : {
                id: 'invented-appointment-0000',
                service: 'business0',
                name: NAME,
                day: today,
                time: '10:00',
                verdict: String(facts.verdict) as Verdict,
                from: '09:30',
                label: null,
              },
      },
    },
  wayNow: ({ facts }) =>
    refusal(facts) ?? {
      ok: true,
      value: {
        open: facts.open === true,
        opening: null,
        services: businesses(facts.services, facts.marks).map((one) => ({ ...one, words: [] })),
        own: { answers: [], without: [] },
        hours: [],
        care: { until: null, seats: 0 },
      },
    },
  takeTicket: numberOf,
  ticketState: numberOf,
  giveUpTicket: ({ facts }) => ({ outcome: String(facts.outcome) as 'given' }),
  keepDraft: ({ facts }) => ({ outcome: String(facts.outcome) as 'kept' }),
  dropDraft: nothing,
  requestApproval: ({ facts }) => {
    if (facts.reached === true)
      return { reached: true, approvalId: String(facts.approval), reference: String(facts.reference) };
    return { reached: false, ...(facts.spent === true ? { spent: true } : {}) };
  },
  approvalState: newsOf,
  withdrawApproval: nothing,
  giveRating: nothing,
  fileComplaint: complaintOf,
  complaintState: complaintOf,
  requestHelp: ({ facts }) =>
    facts.reached === true ? { reached: true, reference: String(facts.reference) } : { reached: false },
  withdrawHelp: nothing,
  releaseHands: nothing,
  endOverstepped: nothing,
  quiet: nothing,
} satisfies Partial<Inventing>;
