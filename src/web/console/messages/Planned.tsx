import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Tag } from '../../kit/Tag';
import { dayAndTime } from '../../kit/time';
import { DROPPED, sessionName, TEMPLATES } from '../../kit/words';
import type { TemplateId } from '../../../vocabulary/templates';
import { useRead } from '../queries';
import { useZone } from '../session';
import type { Previewing } from './Preview';
import { Whom } from './Whom';

interface Props {
  template: TemplateId | undefined;
  client: string | undefined;
  onPreview: (what: Previewing) => void;
}

const MOST = 200;

/** What the clocks of all courses will send if nothing else happens. */
export function Planned({ template, client, onPreview }: Props) {
  const zone = useZone();
  const planned = useRead('/api/v1/messages/planned', {
    query: { limit: MOST, ...(template && { template }), ...(client && { client }) },
  });
  return (
    <Card
      title="Next seven days"
      count={planned.data?.planned.length}
      aside={<span className="small">if nothing else happens</span>}
    >
      <Loaded query={planned}>
        {({ planned: all, next }) => (
          <>
            {all.length === 0 && <p className="empty">No e-mail is planned.</p>}
            <ul className="list">
              {all.map((message) => {
                const { id, at, template: text, session, withheld } = message;
                return (
                  <li key={id} className="row">
                    <p className="strong">{dayAndTime(zone, at)}</p>
                    <Whom message={message} />
                    <div>
                      <p>
                        {TEMPLATES[text]}
                        {session !== undefined && <span className="small"> {sessionName(session)}</span>}
                      </p>
                      {withheld && (
                        <p className="small">
                          <Tag tone="soon">Will not go out</Tag> {DROPPED[withheld]}
                        </p>
                      )}
                    </div>
                    <button
                      type="button"
                      className="button plain"
                      onClick={() => {
                        onPreview({
                          message: id,
                          about: `${message.client?.name ?? ''} · ${TEMPLATES[text]}`,
                        });
                      }}
                    >
                      Preview<span className="hidden"> {TEMPLATES[text]}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
            {next !== undefined && <p className="empty">These are the first {MOST}.</p>}
          </>
        )}
      </Loaded>
    </Card>
  );
}
