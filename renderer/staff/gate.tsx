import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Role, StaffMember } from '#contracts/branch/staff.ts';
import { ClockContext } from '../clock.ts';
import type { Ask, StaffApi } from './api.ts';
import { LanguageButton } from './language.tsx';
import { SESSION, type StaffSessionKeeper } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { useWords } from './use-words.ts';

/** What every page of staff has in hand. */
export type StaffParts = { readonly ask: Ask; readonly api: StaffApi; readonly keeper: StaffSessionKeeper };

const StaffContext = createContext<(StaffParts & { readonly staff: StaffMember }) | null>(null);

/** The member who is signed in; only inside a `StaffGate`. */
export function useStaff(): StaffParts & { readonly staff: StaffMember } {
  const parts = useContext(StaffContext);
  if (!parts) throw new Error('outside the gate');
  return parts;
}

type Props = {
  readonly parts: StaffParts;
  /** What one must be allowed, or any one of several, to see what is behind; null = being signed in is enough. */
  readonly right: Role | readonly Role[] | null;
  /** The page's name, while it is not shown. */
  readonly title: string;
  readonly children: ReactNode;
};

/**
 * Shows a page only to somebody who is signed in and may see it; to others the way in, in its place. When the session
 * ends, by whomever, the page goes with everything on it.
 */
export function StaffGate({ parts, right, title, children }: Props) {
  const { api, keeper } = parts;
  const words = useWords();
  const view = useSyncExternalStore(keeper.subscribe, keeper.view);
  useEffect(() => {
    void keeper.check();
    const active = () => keeper.active();
    addEventListener('keydown', active);
    addEventListener('pointerdown', active);
    return () => {
      removeEventListener('keydown', active);
      removeEventListener('pointerdown', active);
    };
  }, [keeper]);
  const allowed = view.state === 'in' && mayEnter(right, view.staff);
  useEffect(() => {
    if (!allowed) document.title = title;
  }, [allowed, title]);

  if (view.state === 'in' && allowed)
    return (
      <StaffContext value={{ ...parts, staff: view.staff }}>
        <IdleWarning idleAt={Math.min(view.idleAt, view.endsAt)} keeper={keeper} />
        {children}
      </StaffContext>
    );
  return (
    <div className="work">
      <header className="top">
        <h1>{title}</h1>
        {view.state === 'in' && (
          <StaffContext value={{ ...parts, staff: view.staff }}>
            <Who />
          </StaffContext>
        )}
        <LanguageButton />
      </header>
      <main className="narrow">
        {view.state === 'asking' && <p role="status">{words.connecting}</p>}
        {view.state === 'unreachable' && <p role="alert">{words.unreachable}</p>}
        {view.state === 'out' && (
          <>
            {view.over && (
              <p className="over" role="status">
                {words.over}
              </p>
            )}
            {view.practice && <p className="practice">{words.practice}</p>}
            <SignIn api={api} founding={view.founding} enter={keeper.enterBy} />
          </>
        )}
        {view.state === 'in' && right !== null && (
          <section className="refused">
            <h2>{words.notAllowed}</h2>
            <p>
              {words.notAllowedMore(
                (typeof right === 'string' ? [right] : right).map((role) => words.roles[role]).join(' / '),
              )}
            </p>
          </section>
        )}
      </main>
    </div>
  );
}

/** Whether a member has the right, or any one of several. */
export const mayEnter = (right: Role | readonly Role[] | null, { roles }: StaffMember): boolean =>
  right === null || (typeof right === 'string' ? [right] : right).some((role) => roles.includes(role));

/** Who is signed in, and the way out; for the head of a page. */
export function Who() {
  const words = useWords();
  const { staff, keeper } = useStaff();
  return (
    <div className="who">
      <a
        href={location.pathname === '/staff' ? '/staff' : `/staff?return=${location.pathname}`}
        className="account"
      >
        <span className="heard-only">{words.account} </span>
        {words.signedInAs(staff.name, staff.number)}
      </a>
      <button type="button" className="plain" onClick={() => void keeper.signOut()}>
        {words.signOut}
      </button>
    </div>
  );
}

/** Says shortly before that nobody seems to be there; any key or touch keeps the session. */
function IdleWarning({ idleAt, keeper }: { readonly idleAt: number; readonly keeper: StaffSessionKeeper }) {
  const words = useWords();
  const clock = useContext(ClockContext);
  const [left, setLeft] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    let cancel = () => {};
    const look = () => {
      const now = idleAt - clock.now();
      setLeft(now);
      cancel = clock.after(now > SESSION.warning ? now - SESSION.warning : 1_000, look);
    };
    look();
    return () => cancel();
  }, [idleAt, clock]);
  if (left > SESSION.warning) return null;
  return (
    <div className="idle" role="alertdialog" aria-label={words.stay}>
      <p aria-live="off">{words.idle(Math.max(0, Math.ceil(left / 1_000)))}</p>
      <button type="button" className="go" onClick={() => keeper.active()}>
        {words.stay}
      </button>
    </div>
  );
}
