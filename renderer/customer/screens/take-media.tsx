import { Icon, type IconName } from '../../ui/icons.tsx';
import type { DrawnMedia } from '../../ui/terminal-drawing.tsx';
import { Picture } from '../picture.tsx';
import { Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

const ICONS: readonly { readonly thing: 'card' | 'idCard' | 'receipt'; readonly icon: IconName }[] = [
  { thing: 'card', icon: 'card' },
  { thing: 'idCard', icon: 'idCard' },
  { thing: 'receipt', icon: 'receipt' },
];

/** What to take and where it is, in words and in the drawing. */
export function TakeMedia({ body, told }: ScreenProps<'takeMedia'>) {
  const things = ICONS.filter(({ thing }) => body[thing]);
  const media: DrawnMedia = {
    ...(body.card ? { card: 'going' as const } : {}),
    ...(body.idCard ? { idCard: 'going' as const } : {}),
    ...(body.receipt ? { receipt: 'going' as const } : {}),
  };
  return (
    <Stage told={told} shape="picture">
      <ul className="things">
        {things.map(({ thing, icon }, index) => (
          <li className="thing" key={thing}>
            <Icon name={icon} />
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
