/** The sessions of a day or a week by person: what columns are on a wide screen. */
import { Card } from '../../kit/Card';
import { ConsultRow } from '../inquiries/ConsultRow';
import { keyOf } from '../sessions/Readiness';
import { Row } from './DayList';
import type { CalendarProps } from './Grid';
import type { Column } from './people';

interface Props extends Pick<CalendarProps, 'onOpen'> {
  columns: readonly Column[];
  /** More than one day. */
  dated: boolean;
}

export function PersonList({ columns, dated, onOpen }: Props) {
  return (
    <div className="stack list">
      {columns.map(({ id, name, sessions, consults }) => (
        <Card key={id} title={name} count={sessions.length + consults.length}>
          {sessions.length + consults.length === 0 && <p className="empty">No sessions.</p>}
          <ul>
            {consults.map((each) => (
              <ConsultRow key={each.inquiry.id} listed={each} dated={dated} />
            ))}
            {sessions.map((session) => (
              <Row key={keyOf(session)} session={session} dated={dated} onOpen={onOpen} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
