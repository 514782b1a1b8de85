import { mediaOf } from '#texts/tell/media.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import type { DrawnMedia } from '../../ui/terminal-drawing.tsx';
import { Picture } from '../picture.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

const ICONS = { card: 'card', idCard: 'idCard', receipt: 'receipt' } as const satisfies Record<
  string,
  IconName
>;

/** What to take and where it is, in words and in the drawing. */
export function TakeMedia({ body, told }: ScreenProps<'takeMedia'>) {
  const things = mediaOf(body);
  const media: DrawnMedia = Object.fromEntries(things.map((thing) => [thing, 'going' as const]));
  return (
    <Stage told={told} shape="picture">
      <ul className="things">
        {things.map((thing, index) => (
          <li className="thing" key={thing}>
            <Icon name={ICONS[thing]} />
            <span className="row-words">
              <strong>{told.facts[index]?.label}</strong>
              <span className="things-where">{told.facts[index]?.value.shown}</span>
            </span>
          </li>
        ))}
      </ul>
      <Picture media={media} />
    </Stage>
  );
}
