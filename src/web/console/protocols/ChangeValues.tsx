/** Every value that a protocol can have, to find and change. */
import { useState } from 'react';
import type { Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Tag } from '../../kit/Tag';
import { TextInput } from '../../kit/TextInput';
import { useRead } from '../queries';
import { problemAt, type Check } from './check';
import { at, placesOf, withAt, type Content, type Leaf } from './content';
import { firstValue, type ProtocolField } from './fieldKinds';
import { ValueForm } from './ValueForm';

interface Props {
  base: Content;
  content: Content;
  check: Check | undefined;
  onChange: (content: Content) => void;
}

export interface Place {
  path: string;
  field: ProtocolField;
}

type Fields = Answer<'get', '/api/v1/protocol-fields'>;

export function ChangeValues(props: Props) {
  const fields = useRead('/api/v1/protocol-fields');
  return <Loaded query={fields}>{({ fields: all }) => <Sections {...props} fields={all} />}</Loaded>;
}

function Sections({ fields, ...props }: Props & Fields) {
  const { content, check } = props;
  const [sought, setSought] = useState('');
  const words = new Map(check?.values.map((value) => [value.path, value]));
  const places = fields
    .flatMap((field) => placesOf(content, field.path).map((path): Place => ({ path, field })))
    .filter(({ path, field }) =>
      `${path} ${field.what} ${words.get(path)?.what ?? ''} ${words.get(path)?.words ?? ''}`
        .toLowerCase()
        .includes(sought.toLowerCase()),
    );
  const sections = [...new Set(places.map(({ field }) => field.section))];
  return (
    <>
      <TextInput label="Find a value" required value={sought} onChange={setSought} />
      {sections.length === 0 && <p className="empty">No value is called that.</p>}
      {sections.map((section) => (
        <Card key={section} title={section}>
          <ul className="values changing">
            {places
              .filter(({ field }) => field.section === section)
              .map((place) => (
                <Row key={place.path} place={place} {...props} words={words.get(place.path)} />
              ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

interface RowProps extends Props {
  place: Place;
  words: Check['values'][number] | undefined;
}

function Row({ place: { path, field }, base, content, check, words, onChange }: RowProps) {
  const [open, setOpen] = useState(false);
  const [now, was] = [at(content, path), at(base, path)];
  const changed = JSON.stringify(now) !== JSON.stringify(was);
  const wrong = problemAt(check, path);
  const what = words?.what ?? capital(field.what);
  const change = (value: unknown) => {
    onChange(withAt(content, path, value));
  };
  return (
    <li className={changed ? 'row changed' : 'row'}>
      <div>
        <p>{what}</p>
        {changed && <Tag>changed</Tag>}
        {wrong && !open && <p className="wrong">{wrong}</p>}
      </div>
      <p className="now">
        {now === undefined ? (
          <span className="quiet">not set</span>
        ) : (
          (words?.words ?? <Unstated value={field.stated ? '' : now} field={field} />)
        )}
      </p>
      <button
        type="button"
        className="button"
        aria-expanded={open}
        onClick={() => {
          if (!open && now === undefined) change(firstValue(field));
          setOpen(!open);
        }}
      >
        {open ? 'Done' : now === undefined ? 'Set' : 'Change'}
        <span className="hidden"> {what}</span>
      </button>
      {open && now !== undefined && (
        <div className="wide stack">
          <ValueForm
            what={what}
            field={field}
            leaf={field.stated ? (now as Leaf) : { value: now }}
            before={field.stated ? (was as Leaf | undefined) : undefined}
            wrong={
              wrong &&
              (at(content, field.stated ? `${path}.value` : path) === undefined ? 'Enter a value.' : wrong)
            }
            onChange={(leaf) => {
              change(field.stated ? leaf : leaf.value);
            }}
          />
          <div className="actions">
            {changed && (
              <button
                type="button"
                className="button"
                onClick={() => {
                  change(was);
                  if (was === undefined) setOpen(false);
                }}
              >
                Undo<span className="hidden"> {what}</span>
              </button>
            )}
            {field.optional && (
              <button
                type="button"
                className="button"
                onClick={() => {
                  change(undefined);
                  setOpen(false);
                }}
              >
                Leave it out<span className="hidden"> {what}</span>
              </button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}

/** A value of a list, such as of the partner’s charges, that is not in the sentences of the check. */
function Unstated({ value, field: { choices } }: { value: unknown; field: ProtocolField }) {
  if (typeof value !== 'string') return null;
  const choice = choices?.find((each) => each.value === value);
  // A code is the practice's own.
  return choice ? choice.words : <code>{value}</code>;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
