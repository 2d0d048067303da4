import { useState } from 'react';
import type { Answer } from '../../client/api';
import { Loaded } from '../../kit/Loaded';
import { Pages } from '../../kit/Pages';
import { SteadyCard } from '../../kit/SteadyCard';
import { Tag, type Tone } from '../../kit/Tag';
import { dayAndTime, daySpan } from '../../kit/time';
import { sessionName, templateName } from '../../kit/words';
import type { TemplateId } from '../../../vocabulary/templates';
import { useRead } from '../queries';
import { ReportDialog, type Reporting } from '../reports/ReportDialog';
import { useMayReport } from '../reports/forms';
import { useZone } from '../session';
import type { Previewing } from './Preview';
import type { MessageTab } from './tabs';
import { Whom } from './Whom';

type Message = Answer<'get', '/api/v1/messages'>['messages'][number];

const STATES: Record<Message['state'], { words: string; tone: Tone }> = {
  waiting: { words: 'Waiting', tone: 'none' },
  parked: { words: 'Parked', tone: 'soon' },
  sending: { words: 'Being sent', tone: 'none' },
  sent: { words: 'Sent', tone: 'good' },
  failed: { words: 'Failed', tone: 'harm' },
  unknown: { words: 'Uncertain', tone: 'harm' },
  dropped: { words: 'Not sent', tone: 'none' },
};

const NONE: Partial<Record<MessageTab, string>> = {
  open: 'Every e-mail has arrived, or somebody has decided about it.',
  parked: 'No e-mail waits for the mail server.',
};

interface Props {
  tab: Exclude<MessageTab, 'planned'>;
  template: TemplateId | undefined;
  client: string | undefined;
  /** Civil dates, both included. */
  from: string | undefined;
  until: string | undefined;
  onPreview: (what: Previewing) => void;
}

/** The messages of all courses, the latest first, each with why it is in its state, and what resolves it. */
export function Sent({ tab, template, client, from, until, onPreview }: Props) {
  const zone = useZone();
  const [cursor, setCursor] = useState<string>();
  const messages = useRead('/api/v1/messages', {
    query: {
      ...(tab === 'open' ? { open: 'true' } : tab === 'all' ? {} : { state: tab }),
      ...(template && { template }),
      ...(client && { client }),
      ...(from !== undefined && { from: daySpan(zone, from).from }),
      ...(until !== undefined && { before: daySpan(zone, until).before }),
      ...(cursor !== undefined && { cursor }),
    },
  });
  return (
    <>
      <SteadyCard
        key={cursor}
        title="Messages"
        count={tab === 'open' ? messages.data?.messages.length : undefined}
        rows={messages.data?.messages}
        keyOf={keyOf}
      >
        {(steady) => (
          <Loaded query={messages}>
            {() => (
              <>
                {steady.length === 0 && <p className="empty">{NONE[tab] ?? 'There is no such e-mail.'}</p>}
                <ul className="list">
                  {steady.map(({ key, row, gone }) => (
                    <Row key={key} message={row} gone={gone} onPreview={onPreview} />
                  ))}
                </ul>
              </>
            )}
          </Loaded>
        )}
      </SteadyCard>
      <Pages
        cursor={cursor}
        next={messages.data?.next}
        onTurn={setCursor}
        back="Back to the latest"
        more="Show earlier ones"
      />
    </>
  );
}

const ON_ITS_WAY: readonly Message['state'][] = ['waiting', 'sending'];

const keyOf = ({ id }: Message): string => id;

/** What can be done about one that has not arrived: the same key, so that the course knows which. */
function waysOut({ state, task, key, completedBy }: Message): Reporting[] {
  const shared = { preset: { key }, hide: ['key'] };
  if (state === 'parked') return [{ signal: 'messageGivenUp', ...shared }];
  if (task === undefined) return [];
  return [
    // On its way again, it stays a task until it has arrived.
    ...(ON_ITS_WAY.includes(state) ? [] : [{ signal: 'messageResent' as const, ...shared }]),
    { signal: 'messageGivenUp', ...shared },
    {
      ...{ signal: 'taskCompleted', preset: { task }, by: completedBy },
      ...{ hide: ['task', 'criteria'], label: 'Settled by telephone' },
    },
  ];
}

interface RowProps extends Pick<Props, 'onPreview'> {
  message: Message;
  /** It was on the list when the person began to work in it. */
  gone: boolean;
}

function Row({ message, gone, onPreview }: RowProps) {
  const zone = useZone();
  const mayReport = useMayReport();
  const [reporting, setReporting] = useState<Reporting>();
  const { course, template, session, state, why, sentAt, dueAt, staleAt } = message;
  const { words, tone } = STATES[state];
  const what = `${templateName(template)}${session === undefined ? '' : `, ${sessionName(session)}`}`;
  const ways = gone ? [] : waysOut(message).filter(({ signal, by }) => mayReport(signal, by));
  return (
    <li className="row">
      {gone ? <Tag tone="good">No longer listed</Tag> : <Tag tone={tone}>{words}</Tag>}
      <Whom message={message} />
      <div>
        <p>
          {templateName(template)}
          {session !== undefined && <span className="small"> {sessionName(session)}</span>}{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              onPreview({ message: message.id, about: `${message.client?.name ?? ''} · ${what}` });
            }}
          >
            Preview<span className="hidden"> {what}</span>
          </button>
        </p>
        <p className="small">
          {sentAt ? `sent ${dayAndTime(zone, sentAt)}` : `due ${dayAndTime(zone, dueAt)}`}
          {state !== 'sent' && ` · ${why}`}
          {state === 'parked' && ` Of use until ${dayAndTime(zone, staleAt)}.`}
        </p>
      </div>
      <div className="wrap">
        {ways.map((way) => (
          <button
            key={way.signal}
            type="button"
            className="button"
            onClick={() => {
              setReporting(way);
            }}
          >
            {way.label ?? LABELS[way.signal]}
            <span className="hidden"> {what}</span>
          </button>
        ))}
      </div>
      {reporting && (
        <ReportDialog
          course={course}
          {...reporting}
          about={what}
          before={reporting.signal === 'messageResent' && <Where message={message.id} />}
          onClose={() => {
            setReporting(undefined);
          }}
        />
      )}
    </li>
  );
}

/** To which address it goes, and when: at once, or in the client's morning. */
function Where({ message }: { message: string }) {
  const zone = useZone();
  const read = useRead('/api/v1/messages/preview', { query: { message } });
  return (
    <Loaded query={read}>
      {({ addresses = [], leavesAt }) => (
        <p className="note">
          {addresses.length === 0 ? 'There is no address that it may go to.' : `To ${addresses.join(', ')}, `}
          {addresses.length > 0 && leavesAt && when(zone, leavesAt)}
        </p>
      )}
    </Loaded>
  );
}

const SOON_MS = 60_000;

const when = (zone: string, at: string): string =>
  Date.parse(at) - Date.now() < SOON_MS
    ? 'at once. The task stays until it has arrived.'
    : `${dayAndTime(zone, at)}, in the client’s morning. The task stays until it has arrived.`;

const LABELS: Partial<Record<Reporting['signal'], string>> = {
  messageResent: 'Send again',
  messageGivenUp: 'Drop',
};
