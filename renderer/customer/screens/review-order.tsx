import { exampleCases, exampleTime } from '#texts/tell/sale.ts';
import { FactsTold } from '../facts-told.tsx';
import { Points, Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

/** What will be bought, and what may become of it in three cases. */
export function ReviewOrder({ body, told }: ScreenProps<'reviewOrder'>) {
  const { texts } = useVisit();
  return (
    <Stage told={told} beneath={<FactsTold told={told} strong={0} />}>
      <table className="cases">
        <caption>{exampleTime(body, texts)}</caption>
        <tbody>
          {exampleCases(body, texts).map(({ label, value }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value.shown}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Points told={{ ...told, points: told.points.filter(({ shown }) => shown !== '') }} />
    </Stage>
  );
}
