/** The e-mails of the practice: what somebody has to decide, what will be sent, and what became of the rest. */
import { useState } from 'react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { TemplateId } from '../../../vocabulary/templates';
import { TEMPLATES } from '../../kit/words';
import { Planned } from './Planned';
import { Preview, type Previewing } from './Preview';
import { Sent } from './Sent';
import { MESSAGE_TABS, type MessageTab } from './tabs';
import './messages.css';

const TABS: Record<MessageTab, string> = {
  open: 'To decide',
  planned: 'Next seven days',
  parked: 'Parked',
  failed: 'Failed',
  unknown: 'Uncertain',
  dropped: 'Not sent',
  sent: 'Sent',
  all: 'All',
};

export function Messages() {
  const search = useSearch({ from: '/messages' });
  const { state = 'open', template, client, from, until } = search;
  const navigate = useNavigate();
  const [previewing, setPreviewing] = useState<Previewing>();
  return (
    <>
      <div className="head">
        <h1>Messages</h1>
        <button
          type="button"
          className="button"
          onClick={() => {
            setPreviewing({});
          }}
        >
          Preview a text
        </button>
      </div>
      <nav className="tabs" aria-label="Which messages">
        {MESSAGE_TABS.map((tab) => (
          <Link
            key={tab}
            to="/messages"
            search={{ ...search, state: tab === 'open' ? undefined : tab }}
            activeOptions={{ exact: true }}
          >
            {TABS[tab]}
          </Link>
        ))}
      </nav>
      <div className="wrap filters">
        <select
          className="input"
          aria-label="Text"
          value={template ?? ''}
          onChange={(event) => {
            const chosen = (event.target.value || undefined) as TemplateId | undefined;
            void navigate({ to: '/messages', search: { ...search, template: chosen } });
          }}
        >
          <option value="">All texts</option>
          {Object.entries(TEMPLATES).map(([id, words]) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </select>
        {state !== 'planned' &&
          (['from', 'until'] as const).map((name) => (
            <label key={name} className="inline">
              {name === 'from' ? 'Due from' : 'until'}
              <input
                className="input"
                type="date"
                value={search[name] ?? ''}
                onChange={(event) => {
                  const chosen = event.target.value || undefined;
                  void navigate({ to: '/messages', search: { ...search, [name]: chosen } });
                }}
              />
            </label>
          ))}
        {client !== undefined && (
          <Link className="button" to="/messages" search={{ ...search, client: undefined }}>
            Of one client: show all
          </Link>
        )}
      </div>
      {state === 'planned' ? (
        <Planned template={template} client={client} onPreview={setPreviewing} />
      ) : (
        <Sent
          key={JSON.stringify(search)}
          tab={state}
          {...{ template, client, from, until }}
          onPreview={setPreviewing}
        />
      )}
      {previewing && (
        <Preview
          {...previewing}
          onClose={() => {
            setPreviewing(undefined);
          }}
        />
      )}
    </>
  );
}
