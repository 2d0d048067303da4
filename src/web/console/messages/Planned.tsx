import type { Answer } from '../../client/api';
import { Loaded } from '../../kit/Loaded';
import { SteadyCard } from '../../kit/SteadyCard';
import { Tag } from '../../kit/Tag';
import { dayAndTime } from '../../kit/time';
import { DROPPED, sessionName, templateName } from '../../kit/words';
import type { TemplateId } from '../../../vocabulary/templates';
import { useRead } from '../queries';
import { useZone } from '../session';
import type { Previewing } from './Preview';
import { Whom } from './Whom';

type Message = Answer<'get', '/api/v1/messages/planned'>['planned'][number];

interface Props {
  template: TemplateId | undefined;
  client: string | undefined;
  onPreview: (what: Previewing) => void;
}

const MOST = 200;

/** What the clocks of all courses will send if nothing else happens. */
export function Planned({ template, client, onPreview }: Props) {
  const planned = useRead('/api/v1/messages/planned', {
    query: { limit: MOST, ...(template && { template }), ...(client && { client }) },
  });
  return (
    <SteadyCard
      title="Next seven days"
      count={planned.data?.planned.length}
      aside="if nothing else happens"
      rows={planned.data?.planned}
      keyOf={keyOf}
    >
      {(steady) => (
        <Loaded query={planned}>
          {({ next }) => (
            <>
              {steady.length === 0 && <p className="empty">No e-mail is planned.</p>}
              <ul className="list">
                {steady.map(({ key, row, gone }) => (
                  <Row key={key} message={row} gone={gone} onPreview={onPreview} />
                ))}
              </ul>
              {next !== undefined && <p className="empty">These are the first {MOST}.</p>}
            </>
          )}
        </Loaded>
      )}
    </SteadyCard>
  );
}

const keyOf = ({ id }: Message): string => id;

interface RowProps extends Pick<Props, 'onPreview'> {
  message: Message;
  /** It was planned when the person began to work in the list. */
  gone: boolean;
}

function Row({ message, gone, onPreview }: RowProps) {
  const zone = useZone();
  const { id, at, template, session, withheld } = message;
  return (
    <li className="row">
      <p className="strong">{dayAndTime(zone, at)}</p>
      <Whom message={message} />
      <div>
        <p>
          {templateName(template)}
          {session !== undefined && <span className="small"> {sessionName(session)}</span>}
        </p>
        {withheld && (
          <p className="small">
            <Tag tone="soon">Will not go out</Tag> {DROPPED[withheld]}
          </p>
        )}
      </div>
      {gone ? (
        <Tag>No longer planned</Tag>
      ) : (
        <button
          type="button"
          className="button plain"
          onClick={() => {
            onPreview({ message: id, about: `${message.client?.name ?? ''} · ${templateName(template)}` });
          }}
        >
          Preview<span className="hidden"> {templateName(template)}</span>
        </button>
      )}
    </li>
  );
}
