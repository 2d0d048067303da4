/** Questionnaires as curves with their bands, and vital signs as a table. */
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Scroll } from '../../kit/Scroll';
import { dayAndTime } from '../../kit/time';
import { useRead } from '../queries';
import { useMayReport } from '../reports/forms';
import type { Reporting } from '../reports/ReportDialog';
import { useZone } from '../session';
import { ScoreChart, type Measured } from './ScoreChart';
import type { Course } from './Standing';
import { VitalsTable } from './VitalsTable';

interface Props {
  course: Course;
  onReport: (reporting: Reporting) => void;
}

export function Measures({ course, onReport }: Props) {
  const zone = useZone();
  const measures = useRead('/api/v1/courses/{id}/measures', { params: { id: course.id } });
  const mayReport = useMayReport();
  const offered = course.possible?.some(({ name }) => name === 'measureSubmitted');
  return (
    <Loaded query={measures}>
      {({ scales, scores, vitals }) => {
        const used = scales.filter(({ instrument }) => scores.some((each) => each.instrument === instrument));
        return (
          <div className="stack">
            {offered && mayReport('measureSubmitted') && (
              <div className="actions">
                <button
                  type="button"
                  className="button"
                  onClick={() => {
                    onReport({ signal: 'measureSubmitted' });
                  }}
                >
                  Enter questionnaire
                </button>
              </div>
            )}
            {used.length === 0 && (
              <Card title="Questionnaires">
                <p className="empty">No questionnaire has been answered yet.</p>
              </Card>
            )}
            {used.map((scale) => (
              <Scores
                key={scale.instrument}
                scale={scale}
                scores={scores.filter(({ instrument }) => instrument === scale.instrument)}
                zone={zone}
              />
            ))}
            <Card title="Vital signs" count={vitals.length}>
              <VitalsTable vitals={[...vitals].reverse()} />
            </Card>
          </div>
        );
      }}
    </Loaded>
  );
}

interface ScoresProps {
  scale: Measured['scales'][number];
  scores: Measured['scores'];
  zone: string;
}

function Scores({ scale, scores, zone }: ScoresProps) {
  const first = scores.find(({ total }) => total !== undefined)?.total;
  const last = scores.findLast(({ total }) => total !== undefined)?.total;
  const change = first !== undefined && last !== undefined && scores.length > 1 ? last - first : undefined;
  return (
    <Card
      title={scale.instrument}
      aside={
        change !== undefined && (
          <span className="small">
            {change === 0
              ? 'as at the start'
              : `${Math.abs(change)} ${change < 0 ? 'below' : 'above'} the start`}
          </span>
        )
      }
    >
      <div className="scores">
        <ScoreChart scale={scale} scores={scores} zone={zone} />
        <Scroll label={`Scores of ${scale.instrument}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col" className="number">
                  Score
                </th>
                <th scope="col">Band</th>
              </tr>
            </thead>
            <tbody>
              {[...scores].reverse().map(({ at, total, band, blanks }) => (
                <tr key={at}>
                  <th scope="row">{dayAndTime(zone, at)}</th>
                  <td className="number">{total ?? '–'}</td>
                  <td>
                    {band}
                    {blanks !== undefined && <span className="small"> {blanks} left blank</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </Card>
  );
}
