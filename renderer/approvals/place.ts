import { createContext } from 'react';
import { type ApprovalDecision, type ApprovalPage, approvalPageSchema } from '#contracts/branch/approval.ts';
import type { Ask, Reply } from '../live/ask.ts';

/** Where questions are asked about at the branch service; each has `/<id>/seen`, `/<id>/decide` and its pictures beneath. */
export const ApprovalPlace = createContext('/approvals/api');

export type ApprovalActs = {
  readonly see: (id: string) => Promise<Reply<ApprovalPage>>;
  readonly decide: (id: string, decision: ApprovalDecision) => Promise<Reply<ApprovalPage>>;
};

export function approvalActs(ask: Ask, place: string): ApprovalActs {
  const of = (id: string) => `${place}/${encodeURIComponent(id)}`;
  return {
    see: (id) => ask(`${of(id)}/seen`, approvalPageSchema, { method: 'POST' }),
    decide: (id, body) => ask(`${of(id)}/decide`, approvalPageSchema, { method: 'POST', body }),
  };
}
