import type { Answer } from '../../client/api';
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
      {({ vitals, limits }) => {
        const mine = vitals.filter((each) => each.session === session);
        if (mine.length === 0) return null;
        return (
          <Card title="Recorded vital signs" count={mine.length}>
            <p className="body quiet">
              {limits
                ? `The prescriber’s limits: at most ${limits.systolicMax}/${limits.diastolicMax}, pulse ${limits.pulseMax}.`
                : 'The prescriber has set no limits.'}
            </p>
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
                  {limits && isOutside(limits, { systolic, diastolic, pulse }) ? (
                    <Tag tone="harm">recorded, above the limits</Tag>
                  ) : (
                    <Tag tone={limits ? 'good' : 'none'}>recorded</Tag>
                  )}
                </li>
              ))}
            </ul>
          </Card>
        );
      }}
    </Loaded>
  );
}

type Limits = NonNullable<Answer<'get', '/api/v1/courses/{id}/medical'>['limits']>;

const isOutside = (
  { systolicMax, diastolicMax, pulseMax }: Limits,
  { systolic, diastolic, pulse }: Record<'systolic' | 'diastolic' | 'pulse', number>,
): boolean => systolic > systolicMax || diastolic > diastolicMax || pulse > pulseMax;
