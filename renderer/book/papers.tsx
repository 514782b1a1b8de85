import type { Paper } from '#contracts/branch/configuration.ts';
import type { BookWords } from './words.ts';

/** What the counter will ask for, each with what may replace it. */
export function Papers({ words, papers }: { readonly words: BookWords; readonly papers: readonly Paper[] }) {
  if (papers.length === 0) return <p>{words.bringNothing}</p>;
  return (
    <ul className="book-papers">
      {papers.map(({ id, name, instead }) => (
        <li key={id}>
          {words.name(name)}
          {instead.length > 0 && (
            <span className="hint"> {words.instead(instead.map((other) => words.name(other)))}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
