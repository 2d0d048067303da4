/** The texts that clients read and sign on their pages, by what they are about and by language. */
import { useState } from 'react';
import { post, type Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Dialog } from '../../kit/Dialog';
import { Field } from '../../kit/Field';
import { FormActions } from '../../kit/FormActions';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { Tag } from '../../kit/Tag';
import { dayAndTime } from '../../kit/time';
import { useSubmission } from '../../kit/useSubmission';
import { ConsentTextBody } from '../course/ConsentTextBody';
import { readAgain, useRead } from '../queries';
import { CONSENTS, LANGUAGES } from '../reports/hints';
import { useZone } from '../session';

type Texts = Answer<'get', '/api/v1/practice/consent-texts'>;
type Sample = Texts['samples'][number];
type Kind = Sample['kind'];
type Version = Pick<Texts['versions'][number], 'kind' | 'language' | 'version'>;

export function ConsentTexts() {
  const texts = useRead('/api/v1/practice/consent-texts');
  const [writing, setWriting] = useState<Sample>();
  const [reading, setReading] = useState<Version>();
  const [saved, setSaved] = useState('');
  return (
    <Loaded query={texts}>
      {(all) => (
        <div className="stack">
          <p className="quiet">
            Clients read the newest version on their page and sign it with their name. What somebody signed
            stays with the version they signed. A consent without a text is not asked for on pages.
          </p>
          <p role="status" className={saved ? 'done' : 'hidden'}>
            {saved}
          </p>
          {kindsOf(all).map((kind) => (
            <Card key={kind} title={CONSENTS[kind]}>
              <ul className="waits">
                {all.samples
                  .filter((sample) => sample.kind === kind)
                  .map((sample) => (
                    <OneText
                      key={sample.language}
                      texts={all}
                      sample={sample}
                      onRead={setReading}
                      onWrite={setWriting}
                    />
                  ))}
              </ul>
            </Card>
          ))}
          {writing && (
            <NewVersion
              texts={all}
              sample={writing}
              onSaved={(words) => {
                setWriting(undefined);
                setSaved(words);
              }}
              onClose={() => {
                setWriting(undefined);
              }}
            />
          )}
          {reading && (
            <ReadVersion
              version={reading}
              onClose={() => {
                setReading(undefined);
              }}
            />
          )}
        </div>
      )}
    </Loaded>
  );
}

const kindsOf = ({ samples }: Texts): Kind[] => [...new Set(samples.map(({ kind }) => kind))];

const isOf =
  ({ kind, language }: Pick<Sample, 'kind' | 'language'>) =>
  (each: Pick<Sample, 'kind' | 'language'>): boolean =>
    each.kind === kind && each.language === language;

const titleOf = ({ kind, language }: Pick<Sample, 'kind' | 'language'>): string =>
  `${CONSENTS[kind]}, ${LANGUAGES[language]}`;

interface OneProps {
  texts: Texts;
  sample: Sample;
  onRead: (version: Version) => void;
  onWrite: (sample: Sample) => void;
}

function OneText({ texts, sample, onRead, onWrite }: OneProps) {
  const zone = useZone();
  const versions = texts.versions.filter(isOf(sample));
  const [newest] = versions;
  return (
    <li className="row">
      <div>
        <p className="strong">{LANGUAGES[sample.language]}</p>
        {newest ? (
          <p className="small">
            Version {newest.version}, in force since {dayAndTime(zone, newest.savedAt)}
          </p>
        ) : (
          <Tag tone="none">No text yet</Tag>
        )}
      </div>
      <div className="wrap">
        {versions.length > 0 && (
          <label className="small">
            <span className="hidden">Read a version: {titleOf(sample)}</span>
            <select
              className="input"
              value=""
              onChange={(event) => {
                onRead({ ...sample, version: Number(event.target.value) });
              }}
            >
              <option value="">Read a version …</option>
              {versions.map(({ version, savedAt }) => (
                <option key={version} value={version}>
                  Version {version}, {dayAndTime(zone, savedAt)}
                </option>
              ))}
            </select>
          </label>
        )}
        <button
          type="button"
          className="button"
          onClick={() => {
            onWrite(sample);
          }}
        >
          {newest ? 'New version' : 'Write the text'}
          <span className="hidden">: {titleOf(sample)}</span>
        </button>
      </div>
    </li>
  );
}

interface NewProps {
  texts: Texts;
  sample: Sample;
  onSaved: (words: string) => void;
  onClose: () => void;
}

function NewVersion({ texts, sample, onSaved, onClose }: NewProps) {
  // What is in force when the dialog opens: another version that a colleague saves meanwhile is refused, not overwritten.
  const [newest] = useState(() => texts.inForce.find(isOf(sample)));
  const [body, setBody] = useState(newest?.body ?? sample.body);
  const { key, busy, error, wrong, submit } = useSubmission();
  const version = (newest?.version ?? 0) + 1;
  const save = async () => {
    const { kind, language } = sample;
    await post('/api/v1/practice/consent-texts', { key, body: { kind, language, version, body } });
    await readAgain();
    onSaved(`${titleOf(sample)}: version ${version} is in force.`);
  };
  return (
    <Dialog title={titleOf(sample)} about={`Version ${version}`} wide onClose={onClose}>
      <form onSubmit={submit(save)}>
        <ProblemNote error={error} />
        {!newest && (
          <p className="note soon">
            This is a sample. Have a lawyer review it, make it yours, and remove its first line: until then it
            cannot be saved.
          </p>
        )}
        <Field
          label="Text"
          required
          help="Paragraphs are apart by an empty line. A line that begins with # is a heading."
          wrong={wrong.body}
        >
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={18}
              maxLength={20_000}
              lang={sample.language}
              value={body}
              onChange={(event) => {
                setBody(event.target.value);
              }}
            />
          )}
        </Field>
        <p className="small">
          It is in force at once. Those who signed an earlier version are not asked to sign again.
        </p>
        <FormActions
          label={`Save as version ${version}`}
          meanwhile="Saving …"
          busy={busy}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function ReadVersion({ version, onClose }: { version: Version; onClose: () => void }) {
  const { kind, language } = version;
  const text = useRead('/api/v1/practice/consent-texts/version', {
    query: { kind, language, version: version.version },
  });
  return (
    <Dialog title={titleOf(version)} about={`Version ${version.version}`} wide onClose={onClose}>
      <Loaded query={text}>{(read) => <ConsentTextBody text={read} />}</Loaded>
    </Dialog>
  );
}
