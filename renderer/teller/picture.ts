import type { FromTerminal, HandOver } from '#contracts/branch/call.ts';
import type { ActResult, RemoteAct } from '#contracts/branch/call-act.ts';
import type { CallCase, DeskState, ToDesk } from '#contracts/branch/teller.ts';

/** Bounds of what a page keeps of one case, whatever the service sends. */
export const KEPT = { chat: 200, acts: 40 } as const;

/** `sending`: nobody has confirmed it yet. `failed`: it did not arrive. */
export type ChatLine = CallCase['chat'][number] & { readonly state: 'said' | 'sending' | 'failed' };

/** `sending` until the branch has it, `sent` until the terminal answers; then its word, or why it never got there. */
export type ActState = 'sending' | 'sent' | 'notSent' | ActResult;
export type ActEntry = {
  readonly id: string;
  readonly act: RemoteAct;
  /** What it was about, in the words it was done with. */
  readonly about: string;
  readonly state: ActState;
  /** A still picture that may be fetched. */
  readonly picture: string | null;
};

export type Link = Extract<FromTerminal, { kind: 'link' }>;

/** The case in hand, with all that has come since it was handed over. */
export type InHand = {
  readonly case: Omit<CallCase, 'chat' | 'view' | 'handOver'> & { readonly handOver: HandOver };
  readonly chat: readonly ChatLine[];
  readonly view: CallCase['view'];
  readonly link: Link | null;
  readonly acts: readonly ActEntry[];
  /** The last message of the terminal that was heard. */
  readonly sequence: number;
};

/** All that the page knows. */
export type DeskPicture = {
  readonly who: { readonly staff: string; readonly name: string } | null;
  readonly desk: DeskState | null;
  /** The service's wall clock minus the page's, milliseconds. */
  readonly offset: number;
  readonly inHand: InHand | null;
};
export const NOTHING: DeskPicture = { who: null, desk: null, offset: 0, inHand: null };

/** The picture after a message; `now` is page time. What belongs to no case in hand, or came before, changes nothing. */
export function heard(picture: DeskPicture, message: ToDesk, now: number): DeskPicture {
  switch (message.type) {
    case 'welcome':
      return { ...picture, who: { staff: message.staff, name: message.name } };
    case 'desk':
      return { ...picture, desk: message.desk, offset: Date.parse(message.desk.serverTime) - now };
    case 'case':
      return { ...picture, inHand: message.case ? taken(picture.inHand, message.case) : null };
    case 'view': {
      const { inHand } = picture;
      if (inHand?.case.call.id !== message.call || message.view.number < (inHand.view?.number ?? 0))
        return picture;
      return { ...picture, inHand: { ...inHand, view: message.view } };
    }
    case 'message': {
      const { inHand } = picture;
      if (inHand?.case.call.id !== message.call || message.sequence <= inHand.sequence) return picture;
      const at = new Date(now + picture.offset).toISOString();
      return {
        ...picture,
        inHand: { ...fromTerminal(inHand, message.message, at), sequence: message.sequence },
      };
    }
    default:
      return picture;
  }
}

/** A case that comes whole: of the same assignment it goes on, with what the page alone knows of it. */
function taken(before: InHand | null, { chat, view, ...rest }: CallCase): InHand {
  const said = chat.map((line): ChatLine => ({ ...line, state: 'said' }));
  const same = before?.case.call.id === rest.call.id && before.case.call.turn === rest.call.turn;
  if (!before || !same) return { case: rest, chat: said, view, link: null, acts: [], sequence: 0 };
  const known = new Set(said.map(({ id }) => id));
  return {
    ...before,
    case: rest,
    chat: [...said, ...before.chat.filter(({ id }) => !known.has(id))].slice(-KEPT.chat),
    view: (view?.number ?? 0) >= (before.view?.number ?? 0) ? view : before.view,
  };
}

function fromTerminal(inHand: InHand, message: FromTerminal, at: string): InHand {
  switch (message.kind) {
    case 'chat': {
      const { id, text } = message;
      return inHand.chat.some((line) => line.id === id)
        ? inHand
        : withLine(inHand, { id, from: 'customer', at, text, state: 'said' });
    }
    case 'link':
      return message.turn === inHand.case.call.turn ? { ...inHand, link: message } : inHand;
    case 'acted':
      return actIs(inHand, message.act, message.result, message.picture ?? null);
    case 'signal':
      return inHand;
  }
}

export const withLine = (inHand: InHand, line: ChatLine): InHand => ({
  ...inHand,
  chat: [...inHand.chat, line].slice(-KEPT.chat),
});

export const lineIs = (inHand: InHand, id: string, state: ChatLine['state']): InHand => ({
  ...inHand,
  chat: inHand.chat.map((line) => (line.id === id ? { ...line, state } : line)),
});

export const withAct = (inHand: InHand, entry: ActEntry): InHand => ({
  ...inHand,
  acts: [...inHand.acts, entry].slice(-KEPT.acts),
});

const STILL_OPEN: readonly ActState[] = ['sending', 'sent', 'asked'];

/** What became of an act; what has come to an end stays so. */
export const actIs = (
  inHand: InHand,
  id: string,
  state: ActState,
  picture: string | null = null,
): InHand => ({
  ...inHand,
  acts: inHand.acts.map((entry) => {
    if (entry.id !== id || !STILL_OPEN.includes(entry.state)) return entry;
    // The terminal may have answered before the branch has confirmed.
    if (state === 'sent' && entry.state !== 'sending') return entry;
    return { ...entry, state, picture: picture ?? entry.picture };
  }),
});

/** What the customer is shown a ring around, as far as this desk knows. */
export function ringOf({ acts }: InHand): Extract<RemoteAct, { do: 'highlight' }>['what'] {
  const last = acts.findLast(({ act, state }) => act.do === 'highlight' && state === 'shown');
  return last?.act.do === 'highlight' ? last.act.what : null;
}
