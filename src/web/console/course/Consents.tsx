/** What the client signed: which version, when, under which name; and what it said. */
import { useState } from 'react';
import type { Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Dialog } from '../../kit/Dialog';
import { Loaded } from '../../kit/Loaded';
import { Scroll } from '../../kit/Scroll';
import { Tag } from '../../kit/Tag';
import { dayAndTime } from '../../kit/time';
import { useRead } from '../queries';
import { reportable } from '../reports/actions';
import { CONSENTS, LANGUAGES } from '../reports/hints';
import type { Reporting } from '../reports/ReportDialog';
import { useSession, useZone } from '../session';
import { ConsentTextBody } from './ConsentTextBody';
import type { Course } from './Standing';

type Signed = Answer<'get', '/api/v1/courses/{id}/consents'>['consents'][number];

interface Props {
  course: Course;
  onReport: (reporting: Reporting) => void;
}

export function Consents({ course, onReport }: Props) {
  const zone = useZone();
  const consents = useRead('/api/v1/courses/{id}/consents', { params: { id: course.id } });
  const can = reportable(course.possible, useSession().roles);
  const [reading, setReading] = useState<Signed>();
  return (
    <Card
      title="Consents"
      aside={
        can.includes('consentSigned') && (
          <button
            type="button"
            className="button"
            onClick={() => {
              onReport({ signal: 'consentSigned' });
            }}
          >
            Record consent
          </button>
        )
      }
    >
      <Loaded query={consents}>
        {({ consents: all }) =>
          all.length === 0 ? (
            <p className="empty">The client has not signed anything yet.</p>
          ) : (
            <Scroll label="What the client signed">
              <table>
                <thead>
                  <tr>
                    <th scope="col">What</th>
                    <th scope="col">Signed</th>
                    <th scope="col">As</th>
                    <th scope="col">Text</th>
                    <th scope="col">State</th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((each) => (
                    <tr key={each.id}>
                      <th scope="row">{CONSENTS[each.kind]}</th>
                      <td>{dayAndTime(zone, each.at)}</td>
                      <td>{each.typedName ?? <span className="small">recorded by staff</span>}</td>
                      <td>
                        {each.text ? (
                          <button
                            type="button"
                            className="button"
                            onClick={() => {
                              setReading(each);
                            }}
                          >
                            Version {each.text.version}, {LANGUAGES[each.text.language]}
                            <span className="hidden">: {CONSENTS[each.kind]}</span>
                          </button>
                        ) : (
                          <span className="small">on paper</span>
                        )}
                      </td>
                      <td>
                        {each.revokedAt === undefined ? (
                          <Tag tone="good">In force</Tag>
                        ) : (
                          <Tag tone="harm">Revoked {dayAndTime(zone, each.revokedAt)}</Tag>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          )
        }
      </Loaded>
      {reading?.text && (
        <Dialog
          title={CONSENTS[reading.kind]}
          about={`Version ${reading.text.version}, signed as ${reading.typedName ?? 'nobody typed a name'}`}
          wide
          onClose={() => {
            setReading(undefined);
          }}
        >
          <ConsentTextBody text={reading.text} />
        </Dialog>
      )}
    </Card>
  );
}
