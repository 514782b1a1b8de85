import { Entry } from '../entry.tsx';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

/** Eight digits in two groups, as they stand on the booking; where no more may be typed, only what to do instead. */
export function EnterAppointment({ body, told }: ScreenProps<'enterAppointment'>) {
  const mayType = useVisit().screen.actions.some(({ id }) => id === 'digit');
  if (mayType) return <Entry told={told} entered={body.entered} groups={[4, 4]} />;
  return <Stage told={told} />;
}
