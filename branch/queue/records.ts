import type { Selectable } from 'kysely';
import * as z from 'zod';
import {
  type BranchConfiguration,
  branchConfigurationSchema,
  needSchema,
  segmentSchema,
} from '#contracts/branch/configuration.ts';
import { channelSchema, type Ticket, ticketSchema } from '#contracts/branch/ticket.ts';
import type { BranchTables } from '../store/tables.ts';
import { defaultConfiguration } from './default-configuration.ts';
import type { Waiter } from './policy.ts';

export type TicketRow = Selectable<BranchTables['tickets']>;

const iso = (at: number): string => new Date(at).toISOString();

/** A row that is no ticket any more is a damaged store: it throws, and the HTTP layer says so. */
export const toTicket = (row: TicketRow): Ticket =>
  ticketSchema.parse({
    id: row.id,
    label: row.label,
    businessDate: row.business_date,
    services: JSON.parse(row.services),
    segment: row.segment,
    needs: JSON.parse(row.needs),
    language: row.language,
    channel: row.channel,
    state: row.state,
    counter: row.counter,
    overtaken: row.overtaken,
    issuedAt: iso(row.issued_at),
    calledAt: row.called_at === null ? null : iso(row.called_at),
    ...(row.appointment_at !== null && {
      appointment: { startsAt: iso(Number(row.appointment_at)), kept: row.appointment_kept },
    }),
    version: row.version,
  });

/** The same row as the policy sees it. */
export const toWaiter = (row: TicketRow): Waiter => ({
  id: row.id,
  sequence: Number(row.sequence),
  issuedAt: Number(row.issued_at),
  service: row.service,
  counter: row.counter,
  segment: segmentSchema.parse(row.segment),
  needs: z.array(needSchema).parse(JSON.parse(row.needs)),
  channel: channelSchema.parse(row.channel),
  overtaken: row.overtaken,
  ...(row.appointment_at !== null && { appointmentAt: Number(row.appointment_at) }),
});

/** Configurations that were read before, by their text: every change of a queue asks for one. */
const known = new Map<string, BranchConfiguration>();
const MOST_KNOWN = 256;

/** How the branch serves, as stored; what comes with the product where nothing is. */
export function toConfiguration(stored: string | null): BranchConfiguration {
  if (stored === null) return defaultConfiguration;
  const read = known.get(stored) ?? branchConfigurationSchema.parse(JSON.parse(stored));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(stored, read);
  return read;
}
