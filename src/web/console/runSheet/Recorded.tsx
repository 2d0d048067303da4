import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Tag } from '../../kit/Tag';
import { dayAndTime } from '../../kit/time';
import { useRead } from '../queries';
import { useZone } from '../session';

/** The vital signs of this session as the server has them, the latest first. */
export function Recorded({ course, session }: { course: string; session: string }) {
  const zone = useZone();
  const medical = useRead('/api/v1/courses/{id}/medical', { params: { id: course } });
  return (
    <Loaded query={medical}>
      {({ vitals }) => {
        const mine = vitals.filter((each) => each.session === session);
        if (mine.length === 0) return null;
        return (
          <Card title="Recorded vital signs" count={mine.length}>
            <ul>
              {mine.map(({ at, when, systolic, diastolic, pulse }) => (
                <li key={`${at} ${when}`} className="row reading">
                  <div>
                    <p className="strong">
                      {systolic}/{diastolic}, pulse {pulse}
                    </p>
                    <p className="quiet">
                      {dayAndTime(zone, at)}, {when} the session
                    </p>
                  </div>
                  <Tag tone="good">recorded</Tag>
                </li>
              ))}
            </ul>
          </Card>
        );
      }}
    </Loaded>
  );
}
