/** A new version of a protocol, or a new protocol made from one: changed in forms, checked at once, tried, and saved. */
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { post } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { Question } from '../../kit/Question';
import { TextInput } from '../../kit/TextInput';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain, useRead } from '../queries';
import { AsJson } from './AsJson';
import { problemAt, useCheck, type Check } from './check';
import { withAt } from './content';
import { Sentences } from './Differences';
import { versionQuery, type Shown } from './shown';
import { Trial } from './Trial';
import { useDraft } from './useDraft';
import { ChangeValues } from './ChangeValues';
import './protocols.css';

export function ChangeProtocol() {
  const { id } = useParams({ from: '/protocols/$id/change' });
  const { version, copy = false } = useSearch({ from: '/protocols/$id/change' });
  const base = useRead('/api/v1/protocols/{id}', { params: { id }, query: versionQuery(version) });
  const list = useRead('/api/v1/protocols');
  const newest = (of: string) => list.data?.protocols.find((each) => each.id === of)?.version ?? 0;
  return (
    <Loaded query={list}>
      {() => (
        <Loaded query={base}>
          {(shown) => <Workbench key={`${id} ${shown.version}`} base={shown} copy={copy} newest={newest} />}
        </Loaded>
      )}
    </Loaded>
  );
}

interface Props {
  base: Shown;
  copy: boolean;
  newest: (id: string) => number;
}

function Workbench({ base, copy, newest }: Props) {
  const { id, version, title } = base;
  const navigate = useNavigate();
  const { content, keep, forget, startOver } = useDraft(`${id} ${version}${copy ? ' copy' : ''}`, () =>
    copy
      ? { ...base.content, id: '', version: 1, title: `Copy of ${title}` }
      : { ...base.content, version: newest(id) + 1 },
  );
  const checked = useCheck(id, version, content);
  const { key, busy, error, send } = useSubmission();
  const [asking, setAsking] = useState(false);
  const [next, current] = [Number(content.version), String(content.id)];
  const save = async () => {
    const saved = await post('/api/v1/protocols', { key, body: { protocol: content } });
    forget();
    await readAgain();
    await navigate({
      to: '/protocols/$id',
      params: { id: saved.id },
      search: copy ? {} : { version: saved.version, compare: `${id}@${version}` },
    });
  };
  const check = checked.data;
  const taken = !copy && newest(current) >= next;
  return (
    <>
      <div className="head">
        <div>
          <p className="small">
            <Link to="/protocols/$id" params={{ id }} search={{ version }}>
              {title}, version {version}
            </Link>
          </p>
          <h1>{copy ? `Copy “${title}”` : `Change “${title}”`}</h1>
          <p className="quiet">
            {copy
              ? 'It becomes a protocol of its own. The original stays as it is.'
              : `It becomes version ${next}. Version ${version} stays as it is, and so do its courses until you move them.`}
          </p>
        </div>
        <button type="button" className="button" onClick={startOver}>
          Start over
        </button>
      </div>
      <div className="workbench">
        <div className="stack">
          {copy && (
            <Card title="The new protocol">
              <div className="body">
                <TextInput
                  label="Id"
                  required
                  help="Lowercase letters, digits and -, such as our-practice. It cannot be changed later."
                  wrong={problemAt(check, 'id')}
                  value={current}
                  onChange={(text) => {
                    keep(withAt(content, 'id', text));
                  }}
                />
              </div>
            </Card>
          )}
          <ChangeValues base={base.content} content={content} check={check} onChange={keep} />
          <AsJson content={content} onChange={keep} />
        </div>
        <div className="beside stack">
          <Checked check={check} error={checked.error} />
          <Doubts doubts={check?.doubts} />
          <Trial id={id} version={version} content={content} ready={check?.problems.length === 0} />
          {taken && (
            <div className="note soon" role="status">
              <p>
                Somebody saved version {next} meanwhile.{' '}
                <Link to="/protocols/$id" params={{ id }} search={{}}>
                  Look at it
                </Link>{' '}
                before you save yours.
              </p>
              <button
                type="button"
                className="button"
                onClick={() => {
                  keep({ ...content, version: newest(current) + 1 });
                }}
              >
                Make mine version {newest(current) + 1}
              </button>
            </div>
          )}
          <ProblemNote error={error} />
          <button
            type="button"
            className="button primary"
            disabled={busy || taken || check?.problems.length !== 0}
            onClick={() => {
              if (check?.doubts.length) setAsking(true);
              else void send(save);
            }}
          >
            {busy ? 'Saving …' : copy ? 'Save the new protocol' : `Save as version ${next}`}
          </button>
          {asking && (
            <Question
              title="Save it all the same?"
              back="Back to the draft"
              answers={[
                {
                  words: 'Save anyway',
                  onChoose: () => {
                    setAsking(false);
                    void send(save);
                  },
                },
              ]}
              onClose={() => {
                setAsking(false);
              }}
            >
              <Doubts doubts={check?.doubts} />
            </Question>
          )}
        </div>
      </div>
    </>
  );
}

/** What a mistake is about, as the page calls it; where it has no name there, its place in the file. */
function nameOf({ values }: Check, path: string): string {
  const value = values.find((each) => path === each.path || path.startsWith(`${each.path}.`));
  return value ? `${value.what}:` : `${path}:`;
}

/** What to look at before it is saved. */
const Doubts = ({ doubts = [] }: { doubts: readonly string[] | undefined }) =>
  doubts.length > 0 && (
    <ul className="note soon">
      {doubts.map((doubt) => (
        <li key={doubt}>{doubt}</li>
      ))}
    </ul>
  );

function Checked({ check, error }: { check: Check | undefined; error: unknown }) {
  const [all, setAll] = useState(false);
  if (!check) return error ? <ProblemNote error={error} /> : <p className="empty">Checking …</p>;
  const { problems, differences, remarks } = check;
  const worth = differences.filter(({ path }) => path !== 'version');
  if (problems.length > 0)
    return (
      <div className="note harm" role="status">
        <p className="strong">{problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`}</p>
        <ul>
          {problems.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {nameOf(check, path)} {message}
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <Card title="What changes" count={worth.length}>
      <div role="status">
        {worth.length === 0 ? <p className="empty">Nothing yet.</p> : <Sentences differences={worth} />}
      </div>
      <details
        className="body"
        open={all}
        onToggle={(event) => {
          setAll(event.currentTarget.open);
        }}
      >
        <summary>Worth knowing</summary>
        <ul className="mistakes small">
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      </details>
    </Card>
  );
}
