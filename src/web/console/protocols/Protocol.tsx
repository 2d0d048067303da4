/** One version of a protocol, to read: in the order of a course, each value with where it comes from. */
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Card } from '../../kit/Card';
import { Field } from '../../kit/Field';
import { Loaded } from '../../kit/Loaded';
import { day } from '../../kit/time';
import { useRead } from '../queries';
import { useSession, useZone } from '../session';
import { Differences } from './Differences';
import { versionQuery, type Shown } from './shown';
import { Origin } from './Origin';
import './protocols.css';

export function Protocol() {
  const { id } = useParams({ from: '/protocols/$id' });
  const { version, compare } = useSearch({ from: '/protocols/$id' });
  const protocol = useRead('/api/v1/protocols/{id}', { params: { id }, query: versionQuery(version) });
  return (
    <Loaded query={protocol}>
      {(shown) => (
        <div className="stack">
          <Head shown={shown} />
          <Choose shown={shown} compare={compare} />
          {compare !== undefined && <Differences shown={shown} compare={compare} />}
          <Values values={shown.values} />
          <details>
            <summary>As JSON</summary>
            <pre className="card scroll json" tabIndex={0} aria-label="The protocol as JSON">
              {JSON.stringify(shown.content, null, 2)}
            </pre>
          </details>
        </div>
      )}
    </Loaded>
  );
}

function Head({ shown: { id, title, version, page, assumed, values } }: { shown: Shown }) {
  const { roles } = useSession();
  const may = (...those: string[]) => roles.some((role) => those.includes(role));
  return (
    <div className="head">
      <div>
        <p className="small">
          <Link to="/protocols">Protocols</Link>
        </p>
        <h1>{title}</h1>
        <p className="quiet">
          Version {version}. {values.length - assumed} values are from “{page}” or the practice, {assumed} are
          assumed.
        </p>
      </div>
      <div className="wrap">
        {may('lead', 'admin') && (
          <>
            <Link
              className="button"
              to="/protocols/$id/change"
              params={{ id }}
              search={{ version, copy: true }}
            >
              Copy as a new protocol
            </Link>
            <Link className="button primary" to="/protocols/$id/change" params={{ id }} search={{ version }}>
              Change values
            </Link>
          </>
        )}
        {may('lead') && (
          <Link className="button" to="/protocols/$id/move" params={{ id }} search={{ version }}>
            Move courses to this version
          </Link>
        )}
      </div>
    </div>
  );
}

/** Which version is shown, and what it is compared with. The address says both. */
function Choose({ shown: { id, version }, compare }: { shown: Shown; compare: string | undefined }) {
  const zone = useZone();
  const navigate = useNavigate({ from: '/protocols/$id' });
  const { data } = useRead('/api/v1/protocols');
  const all = data?.protocols ?? [];
  const versions = all.find((each) => each.id === id)?.versions ?? [];
  return (
    <div className="pair">
      <Field label="Version" required>
        {(control) => (
          <select
            {...control}
            className="input"
            value={version}
            onChange={(event) => void navigate({ search: { version: Number(event.target.value), compare } })}
          >
            {versions.map(({ version: each, savedAt }) => (
              <option key={each} value={each}>
                {each} ({savedAt ? `saved ${day(zone, savedAt)}` : 'a file'})
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Compare it with" required>
        {(control) => (
          <select
            {...control}
            className="input"
            value={compare ?? ''}
            onChange={(event) =>
              void navigate({ search: { version, compare: event.target.value || undefined } })
            }
          >
            <option value="">Nothing</option>
            {all.flatMap((each) =>
              each.versions
                .filter((other) => each.id !== id || other.version !== version)
                .map((other) => (
                  <option key={`${each.id}@${other.version}`} value={`${each.id}@${other.version}`}>
                    {each.title}, version {other.version}
                  </option>
                )),
            )}
          </select>
        )}
      </Field>
    </div>
  );
}

function Values({ values }: { values: Shown['values'] }) {
  const sections = [...new Set(values.map(({ section }) => section))];
  return sections.map((section) => (
    <Card key={section} title={section}>
      <ul className="values">
        {values
          .filter((each) => each.section === section)
          .map(({ path, what, words, source, why, assumed }) => (
            <li key={path} className="row">
              <p>{what}</p>
              <p className="now">{words}</p>
              <Origin source={source} why={why} assumed={assumed} />
            </li>
          ))}
      </ul>
    </Card>
  ));
}
