import { createHmac, randomBytes } from 'node:crypto';
import { type Ice, iceSchema } from '#contracts/branch/signal.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';

/** Where media may be relayed, and the secret shared with the relay. */
export type TurnOptions = {
  /** `turn:`, `turns:` or `stun:` addresses (RFC 7064, RFC 7065). */
  readonly urls: readonly string[];
  /** The `static-auth-secret` of coturn's `use-auth-secret`; left out: the addresses need none (STUN). */
  readonly secret?: string;
  /** Nothing but relayed media. */
  readonly relayOnly: boolean;
};

/** How long credentials let a connection begin, milliseconds: longer than a call may take that is begun with them. */
export const CREDENTIALS_LIFETIME = 2 * 3_600_000;

/** The secret of a relay is at least so long; it stands in no answer, log or error. */
const SECRET_LENGTH = { least: 16, most: 256 } as const;

export type TurnProblem = CodedError<'turnUrlInvalid' | 'turnSecretInvalid' | 'turnSecretMissing'>;

/**
 * Credentials of limited time for a TURN server (draft-uberti-behave-turn-rest-00, coturn's `use-auth-secret`): the
 * user's name is the Unix second at which they end and a random part, the password the base64 of its HMAC-SHA-1 under
 * the shared secret. Nobody can be told from them.
 */
export class TurnDesk {
  readonly #options: TurnOptions;
  readonly #clock: Clock;

  constructor(options: TurnOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  /** For one call's one end; new ones at each time. Without addresses only the two machines' own are tried. */
  ice(): Ice {
    const { urls, secret, relayOnly } = this.#options;
    if (urls.length === 0) return { servers: [], relayOnly: false, expiresAt: null };
    const stun = urls.filter((url) => url.startsWith('stun:'));
    const turn = urls.filter((url) => !url.startsWith('stun:'));
    const ends = Math.floor((this.#clock.wall() + CREDENTIALS_LIFETIME) / 1_000);
    const username = `${ends}:${randomBytes(9).toString('base64url')}`;
    const credential = createHmac('sha1', secret ?? '')
      .update(username, 'utf8')
      .digest('base64');
    return iceSchema.parse({
      servers: [
        ...(stun.length > 0 ? [{ urls: stun }] : []),
        ...(turn.length > 0 ? [{ urls: turn, username, credential }] : []),
      ],
      relayOnly,
      expiresAt: turn.length > 0 ? new Date(ends * 1_000).toISOString() : null,
    });
  }
}

/** Reads what somebody gave on a command line; details name what is wrong, never the secret. */
export function readTurn(
  urls: readonly string[],
  secretText: string | undefined,
  relayOnly: boolean,
): Result<TurnOptions, TurnProblem> {
  const known = iceSchema.shape.servers.element.shape.urls.safeParse([...urls]);
  if (urls.length > 0 && !known.success)
    return err({ code: 'turnUrlInvalid', detail: 'turn:, turns: or stun: addresses, eight at most' });
  const relays = urls.some((url) => !url.startsWith('stun:'));
  if (relayOnly && !relays) return err({ code: 'turnUrlInvalid', detail: 'nothing to relay by' });
  const secret = secretText?.trim();
  if (relays && secret === undefined) return err({ code: 'turnSecretMissing' });
  if (
    secret !== undefined &&
    (/\s/.test(secret) || secret.length < SECRET_LENGTH.least || secret.length > SECRET_LENGTH.most)
  )
    return err({
      code: 'turnSecretInvalid',
      detail: `${SECRET_LENGTH.least} to ${SECRET_LENGTH.most} characters on one line`,
    });
  return ok({ urls, relayOnly, ...(secret !== undefined && { secret }) });
}
