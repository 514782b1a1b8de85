import { useEffect } from 'react';
import { useLive } from '../live/use-live.ts';
import { StaffHead } from '../staff/head.tsx';
import { useLanguage } from '../staff/language.tsx';
import { ArrivalsSection } from './arrivals-section.tsx';
import type { ArrivalsLine } from './feed.ts';
import { WORDS } from './words.ts';

/** For any member of staff: those of whose coming he is to know, and nobody else. */
export function ArrivalsPage({ line }: { readonly line: ArrivalsLine }) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const view = useLive(line.feed);
  const { connection } = view;
  const open = view.value?.arrivals.filter((arrival) => arrival.open).length ?? 0;
  useEffect(() => {
    document.title = open > 0 ? words.titleWith(open) : words.title;
  }, [words, open]);
  return (
    <div className="work" data-connection={connection}>
      <StaffHead title={words.title} line={{ connection, words, more: words.lostMore }} />
      <main className="arrivals-page">
        <ArrivalsSection line={line} view={view} />
      </main>
      <footer className="arrivals-foot">
        <p className="hint">{words.keys}</p>
      </footer>
    </div>
  );
}
