/** Booking and moving the consult of an inquiry. */
import { useState } from 'react';
import { CONSULT_SETTINGS, type ConsultSetting } from '../../../vocabulary/inquiries';
import { post } from '../../client/api';
import type { Warning } from '../../client/problem';
import { Dialog } from '../../kit/Dialog';
import { Field } from '../../kit/Field';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { TimeField } from '../../kit/TimeField';
import { useSubmission } from '../../kit/useSubmission';
import { INTAKE } from '../places';
import { readAgain, useRead } from '../queries';
import { useSession, useZone } from '../session';
import { Note } from './Reply';
import type { Read } from './read';
import { CONSULTS } from './words';

interface Props {
  inquiry: Read;
  onClose: () => void;
}

export function BookConsult({ inquiry, moves, onClose }: Props & { moves: boolean }) {
  const { id, name, email, phone, revision, consult } = inquiry;
  const zone = useZone();
  const { person } = useSession();
  const staff = useRead('/api/v1/practice/staff');
  const answering = staff.data?.staff.filter(({ roles }) => INTAKE.some((role) => roles.includes(role)));
  const [start, setStart] = useState(moves ? consult?.start : undefined);
  const [setting, setSetting] = useState<ConsultSetting>(
    consult?.setting ?? (phone === undefined ? 'video' : 'phone'),
  );
  const [holder, setHolder] = useState(consult?.staff.id ?? person.id);
  const [mail, setMail] = useState(email !== undefined);
  const [note, setNote] = useState('');
  const [warnings, setWarnings] = useState<readonly Warning[]>();
  const { key, busy, error, wrong, submit } = useSubmission();
  const send = async () => {
    const body = { revision, start: start ?? '', setting, staff: holder, mail, ...(note.trim() && { note }) };
    const booked = await post('/api/v1/inquiries/{id}/consult', { params: { id }, key, body });
    await readAgain();
    if (booked.warnings.length > 0) setWarnings(booked.warnings);
    else onClose();
  };
  if (warnings)
    return (
      <Dialog title="Booked" about={name} onClose={onClose}>
        <ul className="note soon" aria-label="What to look at">
          {warnings.map(({ code, sentence }) => (
            <li key={code}>{sentence}</li>
          ))}
        </ul>
        <div className="actions">
          <button type="button" className="button primary" onClick={onClose}>
            Close
          </button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={moves ? 'Move consult' : 'Book consult'} about={name} onClose={onClose}>
      <form onSubmit={submit(send)}>
        <ProblemNote error={error} />
        <TimeField label="Date" required wrong={wrong.start} value={start} onChange={setStart} zone={zone} />
        <Field label="How" required wrong={wrong.setting}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={setting}
              onChange={(event) => {
                const chosen = CONSULT_SETTINGS.find((each) => each === event.target.value);
                if (chosen) setSetting(chosen);
              }}
            >
              {CONSULT_SETTINGS.map((each) => (
                <option key={each} value={each}>
                  {CONSULTS[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="With" required wrong={wrong.staff}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={holder}
              onChange={(event) => {
                setHolder(event.target.value);
              }}
            >
              {answering?.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        {email !== undefined && (
          <label className="choice">
            <input
              type="checkbox"
              checked={mail}
              onChange={(event) => {
                setMail(event.target.checked);
              }}
            />
            Send them the time, and a reminder the day before
          </label>
        )}
        <Note note={note} wrong={wrong.note} onText={setNote} />
        <FormActions
          label={moves ? 'Move consult' : 'Book consult'}
          meanwhile="Booking …"
          busy={busy}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
