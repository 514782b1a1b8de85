import type { FastifyReply } from 'fastify';
import type { BranchRefusal, RefusalBody } from '#contracts/branch/refusal.ts';
import type { CodedError, Result } from '#foundation/result.ts';

export type Refusal = CodedError<BranchRefusal> & {
  readonly serverTime?: string;
  /** Seconds. */
  readonly retryAfter?: number;
};

export type Answer = Result<{ readonly status: 200 | 201; readonly body: unknown }, Refusal>;

/** HTTP status of every refusal. 401: it is not known who asks, by signature, key or session. */
export const STATUS: Readonly<Record<BranchRefusal, number>> = {
  badRequest: 400,
  badJson: 400,
  notJson: 415,
  bodyTooLarge: 413,
  notFound: 404,
  wrongHost: 421,
  wrongOrigin: 403,
  signatureMissing: 401,
  signatureMalformed: 401,
  contentDigestMismatch: 401,
  signatureInvalid: 401,
  terminalUnknown: 401,
  clockSkew: 401,
  nonceReplayed: 401,
  enrolmentCodeUnknown: 403,
  enrolmentCodeExpired: 403,
  enrolmentCodeUsed: 403,
  notYours: 403,
  notFromPage: 403,
  notSignedIn: 401,
  notAllowed: 403,
  pinWrong: 403,
  pinWait: 429,
  pinLocked: 403,
  pinWeak: 422,
  expired: 403,
  secondWanted: 403,
  codeInvalid: 403,
  numberTaken: 409,
  notYourself: 409,
  idConflict: 409,
  illegalMove: 409,
  anchorConflict: 409,
  unknownService: 400,
  branchClosed: 409,
  noSuchSlot: 409,
  slotFull: 409,
  keyInvalid: 401,
  bankUnreachable: 503,
  staleTicket: 409,
  counterUnknown: 404,
  counterTaken: 409,
  counterNotOpen: 409,
  counterBusy: 409,
  nobodyWaiting: 409,
  tooEarly: 409,
  alreadyDecided: 409,
  approvalOver: 409,
  overtakenEnough: 409,
  tooManyRequests: 429,
  tooManyWaiting: 429,
  certificateRefused: 422,
  sealUnavailable: 503,
  paperRefused: 422,
  paperVoid: 409,
  storeUnavailable: 503,
  pagesMissing: 503,
  internal: 500,
};

export function refusalBody({ code, detail, serverTime, retryAfter }: Refusal): RefusalBody {
  return {
    error: {
      code,
      ...(detail !== undefined && { detail: detail.slice(0, 400) }),
      ...(serverTime !== undefined && { serverTime }),
      ...(retryAfter !== undefined && { retryAfter }),
    },
  };
}

export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.retryAfter !== undefined) reply.header('retry-after', String(refusal.retryAfter));
  return reply.code(STATUS[refusal.code]).send(refusalBody(refusal));
}

export function send(reply: FastifyReply, answer: Answer): FastifyReply {
  if (!answer.ok) return refuse(reply, answer.error);
  return reply.code(answer.value.status).send(answer.value.body);
}
