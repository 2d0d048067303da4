import { useState } from 'react';
import { Dialog } from '../../kit/Dialog';
import { Field } from '../../kit/Field';
import { Loaded } from '../../kit/Loaded';
import { zoneName } from '../../kit/time';
import { TEMPLATES } from '../../kit/words';
import type { TemplateId } from '../../../vocabulary/templates';
import { useRead } from '../queries';
import { useZone } from '../session';
import { US_ZONES } from '../zones';

/** One message of a course, or any text with made-up facts. */
export interface Previewing {
  message?: string;
  /** Whose it is, and what. */
  about?: string;
}

/** What the reader gets, as text: nothing of it is run or loaded. */
export function Preview({ message, about, onClose }: Previewing & { onClose: () => void }) {
  const home = useZone();
  const [template, setTemplate] = useState<TemplateId>('sessionReminder');
  const [zone, setZone] = useState(home);
  const preview = useRead('/api/v1/messages/preview', {
    query: message === undefined ? { template, zone } : { message },
  });
  return (
    <Dialog title={message === undefined ? 'Preview a text' : 'Preview'} about={about} onClose={onClose}>
      {message === undefined && (
        <div className="pair">
          <Field label="Text" required>
            {(control) => (
              <select
                {...control}
                className="input"
                value={template}
                onChange={(event) => {
                  setTemplate(event.target.value as TemplateId);
                }}
              >
                {Object.entries(TEMPLATES).map(([id, words]) => (
                  <option key={id} value={id}>
                    {words}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Time zone of the client" required>
            {(control) => (
              <select
                {...control}
                className="input"
                value={zone}
                onChange={(event) => {
                  setZone(event.target.value);
                }}
              >
                {[...new Set([home, ...US_ZONES])].map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            )}
          </Field>
        </div>
      )}
      <Loaded query={preview}>
        {({ from, subject, text, zone: shown, invitation, sample }) => (
          <section className="mail" aria-label="E-mail">
            <dl className="facts">
              <dt>From</dt>
              <dd>
                {from.name} ({from.address})
              </dd>
              <dt>Subject</dt>
              <dd className="strong">{subject}</dd>
            </dl>
            <p className="text">{text}</p>
            <p className="small">
              {sample ? 'The facts are made up. ' : 'Links that only the reader has are made up. '}
              Times in {zoneName(shown)}. {invitation && 'A calendar file comes with it.'}
            </p>
          </section>
        )}
      </Loaded>
    </Dialog>
  );
}
