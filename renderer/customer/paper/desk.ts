import { createContext, use } from 'react';
import type { InkPart } from '#contracts/bridge/ink.ts';
import type { PaperShown } from '#contracts/bridge/shown.ts';
import { InkSession } from './ink-session.ts';

/** Bytes under the name that follows from them, and from nothing else. */
export type NamedBytes = { readonly sha256: string; readonly bytes: Uint8Array };

/** What a desk tells the host. */
export type DeskTells = {
  readonly ink: (part: InkPart) => void;
  readonly shown: (page: PaperShown) => void;
};

/** What lies before the customer: the paper's own bytes, and what was written on it. */
export class PaperDesk {
  readonly #tells: DeskTells;
  readonly #watchers = new Set<() => void>();
  #paper: NamedBytes | null = null;
  #ink: InkSession | null = null;

  constructor(tells: DeskTells) {
    this.#tells = tells;
  }

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** The one paper that is here; whoever draws it looks whether it is the one that is meant. */
  readonly paper = (): NamedBytes | null => this.#paper;

  lay(paper: NamedBytes): void {
    this.#paper = paper;
    this.#tell();
  }

  /** The writing of this paper; another paper's is let go. */
  inkOf(sha256: string): InkSession {
    if (this.#ink?.paper !== sha256) this.#ink = new InkSession(sha256, this.#tells.ink);
    return this.#ink;
  }

  /** This page was painted, from the bytes of that name: only what lies here can have been. */
  shown(paper: string, page: number): void {
    if (this.#paper?.sha256 === paper) this.#tells.shown({ paper, page });
  }

  /** Nobody's any more: nothing of it stays in the page. */
  clear(): void {
    if (!this.#paper && !this.#ink) return;
    this.#paper = null;
    this.#ink = null;
    this.#tell();
  }

  #tell(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}

const DeskContext = createContext<PaperDesk | null>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): PaperDesk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('a paper was to be shown where there is no desk');
  return desk;
}
