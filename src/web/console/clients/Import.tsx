/** Brings along the clients whom the practice has already, and their courses that began before. */
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { post, type Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Field } from '../../kit/Field';
import { ProblemNote } from '../../kit/ProblemNote';
import { Scroll } from '../../kit/Scroll';
import { useSubmission } from '../../kit/useSubmission';
import { PHASES } from '../../kit/words';
import { readAgain } from '../queries';
import { Columns } from './ImportColumns';

type Imported = Answer<'post', '/api/v1/clients/import'>;

interface Files {
  clients?: File | undefined;
  history?: File | undefined;
}

export function Import() {
  const [files, setFiles] = useState<Files>({});
  const [answer, setAnswer] = useState<Imported>();
  const { key, busy, error, send } = useSubmission();
  const choose = (name: keyof Files) => (file: File | undefined) => {
    setFiles((before) => ({ ...before, [name]: file }));
    setAnswer(undefined);
  };
  const ask = (check: boolean) =>
    send(async () => {
      const [clients = '', history] = await Promise.all([files.clients?.text(), files.history?.text()]);
      const checkedAt = check ? undefined : answer?.at;
      const body = {
        clients,
        check,
        ...(history !== undefined && { history }),
        ...(checkedAt && { checkedAt }),
      };
      setAnswer(await post('/api/v1/clients/import', { key: check ? crypto.randomUUID() : key, body }));
      if (!check) await readAgain();
    });
  const ready = answer !== undefined && !answer.done && answer.problems.length === 0;
  return (
    <>
      <div className="head">
        <h1>Bring clients along</h1>
        <Link to="/clients" search={{}} className="button">
          Back to the clients
        </Link>
      </div>
      <div className="stack">
        <Card title="Two tables">
          <div className="body stack">
            <p>
              Export your clients from any spreadsheet as CSV. Whoever is in the middle of a course goes on
              here: nothing is sent about the past, and every deadline from now on is kept. First everything
              is checked, and nothing is done until you say so.
            </p>
            <ProblemNote error={error} />
            <TableFile label="Clients" required onChoose={choose('clients')} />
            <TableFile label="What happened in their courses" onChoose={choose('history')} />
            <div className="actions">
              <button
                type="button"
                className={ready || answer?.done ? 'button' : 'button primary'}
                disabled={busy || files.clients === undefined}
                onClick={() => void ask(true)}
              >
                {busy ? 'Checking …' : 'Check'}
              </button>
              {ready && (
                <button
                  type="button"
                  className="button primary"
                  disabled={busy}
                  onClick={() => void ask(false)}
                >
                  {busy ? 'Bringing along …' : `Bring along ${people(answer.clients.length)}`}
                </button>
              )}
            </div>
            <Columns />
          </div>
        </Card>
        {answer && <Outcome answer={answer} />}
      </div>
    </>
  );
}

const people = (count: number): string => (count === 1 ? '1 client' : `${count} clients`);

interface FileProps {
  label: string;
  required?: boolean;
  onChoose: (file: File | undefined) => void;
}

function TableFile({ label, required, onChoose }: FileProps) {
  return (
    <Field label={label} required={required}>
      {(control) => (
        <input
          {...control}
          className="input"
          type="file"
          accept=".csv,text/csv,text/plain"
          onChange={(event) => {
            onChoose(event.target.files?.[0]);
          }}
        />
      )}
    </Field>
  );
}

const FILES = { clients: 'Clients', history: 'What happened' } as const;

function Outcome({ answer: { done, problems, clients } }: { answer: Imported }) {
  if (problems.length > 0)
    return (
      <Card title="To be corrected first" count={problems.length}>
        <Scroll label="What is wrong in the tables">
          <table>
            <thead>
              <tr>
                <th scope="col">Table</th>
                <th scope="col">Line</th>
                <th scope="col">Column</th>
                <th scope="col">What is wrong</th>
              </tr>
            </thead>
            <tbody>
              {problems.map(({ file, line, column, message }) => (
                <tr key={`${file} ${line} ${column ?? ''} ${message}`}>
                  <td>{FILES[file]}</td>
                  <td>{line}</td>
                  <th scope="row">{column ?? ''}</th>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </Card>
    );
  return (
    <Card title={done ? 'Brought along' : 'What will be brought along'} count={clients.length}>
      <p role="status" className="body">
        {done
          ? 'All of them are here. Each course shows what is to be done now.'
          : 'No mistakes were found. Nothing has been done yet.'}
      </p>
      <Scroll label={done ? 'The clients that are here now' : 'The clients of the tables'}>
        <table>
          <thead>
            <tr>
              <th scope="col">Client</th>
              <th scope="col">Course</th>
              <th scope="col">Look at</th>
            </tr>
          </thead>
          <tbody>
            {clients.map((client) => (
              <Row key={client.id} client={client} done={done} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}

function Row({
  client: { id, name, known, warnings, course },
  done,
}: {
  client: Imported['clients'][number];
  done: boolean;
}) {
  return (
    <tr>
      <th scope="row">
        {done || known ? (
          <Link to="/clients/$id" params={{ id }}>
            {name}
          </Link>
        ) : (
          name
        )}
      </th>
      <td>
        {!course && <span className="small">No course</span>}
        {course && <Stands course={course} done={done} />}
      </td>
      <td>
        {known && !done && <span className="small">Is here already and stays as it is.</span>}
        {warnings.map(({ sentence, client }) => (
          <p key={sentence + (client ?? '')}>
            {sentence}{' '}
            {client !== undefined && (
              <Link to="/clients/$id" params={{ id: client }}>
                Open the other one
              </Link>
            )}
          </p>
        ))}
      </td>
    </tr>
  );
}

function Stands({
  course: { id, phase, tasks, held, booked },
  done,
}: {
  course: NonNullable<Imported['clients'][number]['course']>;
  done: boolean;
}) {
  const words = [
    PHASES[phase],
    held > 0 && (held === 1 ? '1 session took place' : `${held} sessions took place`),
    booked > 0 && `${booked} booked`,
    tasks === 1 ? '1 task' : `${tasks} tasks`,
  ]
    .filter(Boolean)
    .join(', ');
  return done ? (
    <Link to="/courses/$id" params={{ id }} search={{}}>
      {words}
    </Link>
  ) : (
    words
  );
}
