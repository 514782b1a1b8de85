import type { Clock } from '#foundation/clock.ts';
import { nextNumber, type Writing } from '../store/store.ts';

export const STAFF_EVENTS = [
  'signedIn',
  'signedOut',
  'refused',
  'locked',
  'unlocked',
  'pinSet',
  'pinChanged',
  'codeMade',
  'added',
  'founded',
  'rolesChanged',
  'nameChanged',
  'validityChanged',
  'disabled',
  'enabled',
  'sessionsRevoked',
  'terminalCode',
  'secondPerson',
  'custodyHandedOut',
  'practiceRemoved',
  'draftOpened',
  'draftClosed',
  'paperOpened',
  'pictureOpened',
  'recordingPlayed',
  'approvalSeen',
  'approvalFirst',
  'approvalApproved',
  'approvalRefused',
  'approvalEscalated',
  'arrivalGoing',
  'arrivalEscalated',
  'handsOn',
  'handsOff',
  'callTaken',
  'callTransferred',
  'callFinished',
  'callAct',
  'callBackBooked',
  'callBackTaken',
  'callBackDone',
  'callBackNotReached',
] as const;
export type StaffEvent = (typeof STAFF_EVENTS)[number];

export type StaffFact = {
  readonly event: StaffEvent;
  readonly actor?: string | null;
  readonly subject?: string | null;
  /** Short words of this program's own (roles, a reason), never what somebody typed. */
  readonly detail?: string | null;
};

/** Writes down, inside the writing of the fact itself, who did what: neither is kept without the other. */
export async function logStaff({ db }: Writing, clock: Clock, fact: StaffFact): Promise<void> {
  await db
    .insertInto('staff_log')
    .values({
      sequence: await nextNumber(db, 'staffLog'),
      at: new Date(clock.wall()).toISOString(),
      event: fact.event,
      actor: fact.actor ?? null,
      subject: fact.subject ?? null,
      detail: fact.detail ?? null,
    })
    .execute();
}
