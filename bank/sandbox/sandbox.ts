import { createHash, timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { BANK_REQUEST_BYTES } from '#contracts/bank/calls.ts';
import type { BareErrorCode } from '#contracts/bank/errors.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { errorAnswer } from './answer.ts';
import { benchRoutes } from './bench-routes.ts';
import { companyPage, isCompanyPage } from './company/page.ts';
import { Faults } from './faults.ts';
import { gatewayRoutes, send } from './gateway-routes.ts';
import { seedOnce } from './seed.ts';
import { openStore, type Store, type StoreError } from './store.ts';

export type SandboxOptions = {
  /** Holds `bank.sqlite`; made when missing. */
  readonly folder: string;
  /** 0: any free port. */
  readonly port: number;
  readonly token: string;
  readonly clock: Clock;
};

export type SandboxError = StoreError | CodedError<'portBusy' | 'notListening'>;

export type RunningSandbox = {
  /** With a slash at the end. */
  readonly url: string;
  /** Ends every connection and closes the books. Idempotent. */
  close(): Promise<void>;
};

/** Opens the books and serves them on loopback. Logs nothing: what passes here is personal. */
export async function startSandbox(options: SandboxOptions): Promise<Result<RunningSandbox, SandboxError>> {
  const opened = openStore(options.folder);
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    seedOnce(store, options.clock);
  } catch (failure) {
    store.close();
    return err({ code: 'damaged', detail: failure instanceof Error ? failure.message : 'unknown' });
  }
  const app = server(store, options);
  try {
    await app.listen({ host: '127.0.0.1', port: options.port });
  } catch (failure) {
    store.close();
    const busy = failure instanceof Error && 'code' in failure && failure.code === 'EADDRINUSE';
    return err({
      code: busy ? 'portBusy' : 'notListening',
      detail: failure instanceof Error ? failure.message : 'unknown',
    });
  }
  const address = app.addresses()[0];
  const port = typeof address === 'object' ? address.port : options.port;
  let closing: Promise<void> | undefined;
  return ok({
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      closing ??= app.close().then(() => store.close());
      return closing;
    },
  });
}

function server(store: Store, { token, clock }: SandboxOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BANK_REQUEST_BYTES,
    requestTimeout: 15_000,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    frameworkErrors: (_error, _request, reply) => void send(reply, errorAnswer('badRequest')),
  });
  app.addHook('onRequest', async (request, reply) => {
    if (isCompanyPage(request)) return undefined;
    if (!isBearer(request.headers.authorization, token)) return send(reply, errorAnswer('unauthorised'));
  });
  app.setNotFoundHandler((_request, reply) => send(reply, errorAnswer('badRequest')));
  app.setErrorHandler((failure, _request, reply) => send(reply, errorAnswer(errorCode(failure))));
  const faults = new Faults();
  gatewayRoutes(app, store, clock, faults);
  benchRoutes(app, store, clock, faults);
  companyPage(app, store, clock);
  return app;
}

function errorCode(failure: unknown): BareErrorCode {
  const status = failure instanceof Error && 'statusCode' in failure ? failure.statusCode : undefined;
  if (status === 413) return 'tooLarge';
  if (status === 415) return 'unsupportedMediaType';
  return typeof status === 'number' && status >= 400 && status < 500 ? 'badRequest' : 'internal';
}

/** Compares hashes, so that the time taken says nothing about the token. */
function isBearer(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}
