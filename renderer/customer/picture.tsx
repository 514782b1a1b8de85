import { type DrawnMedia, TerminalDrawing } from '../ui/terminal-drawing.tsx';
import { useVisit } from './visit.tsx';

/** The terminal, drawn into the room that is left, with the slot lit that the host means. */
export const Picture = ({ media = {} }: { readonly media?: DrawnMedia }) => (
  <div className="picture">
    <TerminalDrawing slot={useVisit().screen.frame.slot} media={media} />
  </div>
);
