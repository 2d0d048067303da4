/** A day with a column for each person. Each column is a day of its own: sessions are moved in it as in any other. */
import { Card } from '../../kit/Card';
import { Scroll } from '../../kit/Scroll';
import { Grid, type CalendarProps } from './Grid';
import type { Column } from './people';

interface Props extends CalendarProps {
  columns: readonly Column[];
}

export function Columns({ columns, ...props }: Props) {
  return (
    <Scroll label="By person">
      <div className="columns">
        {columns.map(({ id, name, sessions, consults }) => (
          <Card key={id} title={name} count={sessions.length + consults.length}>
            <Grid {...props} consults={consults} sessions={sessions} among={props.sessions} />
          </Card>
        ))}
      </div>
    </Scroll>
  );
}
