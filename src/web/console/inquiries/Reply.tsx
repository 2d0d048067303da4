/** Answering an inquiry, putting it on the waiting list, declining it, or removing it. */
import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { post } from '../../client/api';
import { Dialog } from '../../kit/Dialog';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain } from '../queries';
import { TextField } from '../reports/TextField';
import type { Read } from './read';

interface Props {
  inquiry: Read;
  onClose: () => void;
}

const REPLIES = {
  answer: { title: 'Answer', path: '/api/v1/inquiries/{id}/answer', label: 'Note the answer' },
  wait: { title: 'Waiting list', path: '/api/v1/inquiries/{id}/wait', label: 'Put on the waiting list' },
} as const;

export function Note({
  note,
  wrong,
  onText,
}: {
  note: string;
  wrong?: string | undefined;
  onText: (text: string) => void;
}) {
  return (
    <TextField
      label="Note for colleagues"
      {...{ required: false, help: undefined, wrong, value: note, onText, lines: true }}
    />
  );
}

export function Reply({ inquiry, what, onClose }: Props & { what: keyof typeof REPLIES }) {
  const { id, name, email, revision } = inquiry;
  const { title, path, label } = REPLIES[what];
  const [mail, setMail] = useState('');
  const [note, setNote] = useState('');
  const { key, busy, error, wrong, submit } = useSubmission();
  const send = async () => {
    const body = { revision, ...(mail.trim() && { mail }), ...(note.trim() && { note }) };
    await post(path, { params: { id }, key, body });
    await readAgain();
    onClose();
  };
  return (
    <Dialog title={title} about={name} onClose={onClose}>
      <form onSubmit={submit(send)}>
        <ProblemNote error={error} />
        {email === undefined ? (
          <p>There is no e-mail address. Call them, then note it here.</p>
        ) : (
          <TextField
            label="E-mail to them"
            help="Leave it empty if you have called. An e-mail can be read by others: say nothing about their health."
            {...{ required: false, wrong: wrong.mail, value: mail, onText: setMail, lines: true, rows: 6 }}
          />
        )}
        <Note note={note} wrong={wrong.note} onText={setNote} />
        <FormActions label={label} meanwhile="Saving …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

const TELLS = {
  decline: {
    title: 'Decline',
    path: '/api/v1/inquiries/{id}/decline',
    meanwhile: 'Declining …',
    tells: 'Tell them by e-mail, in neutral words',
  },
  cancelConsult: {
    title: 'Cancel consult',
    path: '/api/v1/inquiries/{id}/consult/cancel',
    meanwhile: 'Canceling …',
    tells: 'Tell them by e-mail',
  },
} as const;

/** Something that the person should hear of, by e-mail if there is an address. */
export function Tell({ inquiry, what, onClose }: Props & { what: keyof typeof TELLS }) {
  const { id, name, email, revision } = inquiry;
  const { title, path, meanwhile, tells } = TELLS[what];
  const [mail, setMail] = useState(email !== undefined);
  const [note, setNote] = useState('');
  const { key, busy, error, wrong, submit } = useSubmission();
  const send = async () => {
    const body = { revision, mail, ...(note.trim() && { note }) };
    await post(path, { params: { id }, key, body });
    await readAgain();
    onClose();
  };
  return (
    <Dialog title={title} about={name} onClose={onClose}>
      <form onSubmit={submit(send)}>
        <ProblemNote error={error} />
        {email === undefined ? (
          <p>There is no e-mail address. Call them, so that they know.</p>
        ) : (
          <label className="choice">
            <input
              type="checkbox"
              checked={mail}
              onChange={(event) => {
                setMail(event.target.checked);
              }}
            />
            {tells}
          </label>
        )}
        <Note note={note} wrong={wrong.note} onText={setNote} />
        <FormActions label={title} meanwhile={meanwhile} busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

export function RemoveInquiry({ inquiry: { id, name }, onClose }: Props) {
  const navigate = useNavigate();
  const { key, busy, error, submit } = useSubmission();
  const remove = async () => {
    await post('/api/v1/inquiries/{id}/remove', { params: { id }, key, body: {} });
    onClose();
    await navigate({ to: '/inquiries', search: {} });
    await readAgain();
  };
  return (
    <Dialog title="Remove inquiry" about={name} onClose={onClose}>
      <form onSubmit={submit(remove)}>
        <ProblemNote error={error} />
        <p>
          For spam and mistakes. Everything about it is deleted, and the person gets no answer. This cannot be
          undone. The audit keeps that an inquiry was removed, without the name.
        </p>
        <FormActions label="Remove inquiry" meanwhile="Removing …" busy={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
