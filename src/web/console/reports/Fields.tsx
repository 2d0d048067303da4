/** The fields of a report, from the same schema that checks it. */
import { Fragment, type ReactNode } from 'react';
import { Field } from '../../kit/Field';
import { TimeField } from '../../kit/TimeField';
import type { Choice } from './choices';
import { helpOf, labelOf, valueWords } from './hints';
import { TextField } from './TextField';
import { kindOf, mayBeNull, plain, type Schema, type Values } from './schema';

export interface Form {
  values: Values;
  set: (name: string, value: unknown) => void;
  /** By the path of the field. */
  wrong: Readonly<Record<string, string>>;
  choices: (name: string) => Choice[] | undefined;
  /** Why a value cannot be chosen now. */
  barred: (name: string, value: string) => string | undefined;
  zone: string;
  clientZone: string | undefined;
}

interface Props extends Form {
  schema: Schema;
  /** In front of the names of nested fields. */
  within?: string;
  /** Fields that are shown elsewhere. */
  without?: readonly string[];
  /** What is shown above a field. */
  above?: Readonly<Record<string, ReactNode>>;
}

export function Fields({ schema, within = '', without = [], above = {}, ...form }: Props) {
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => !without.includes(name))
    .sort(([a], [b]) => Number(required.includes(b)) - Number(required.includes(a)))
    .map(([name, each]) => (
      <Fragment key={name}>
        {above[name]}
        <One
          {...form}
          name={name}
          path={within ? `${within}.${name}` : name}
          schema={each}
          required={required.includes(name)}
        />
      </Fragment>
    ));
}

interface OneProps extends Form {
  name: string;
  path: string;
  schema: Schema;
  required: boolean;
}

function One({ name, path, schema, required, ...form }: OneProps) {
  const { values, set, wrong, choices, barred, zone, clientZone } = form;
  const kind = kindOf(name, schema);
  const label = labelOf(path);
  const value = values[name];
  const common = { label, required, wrong: wrong[path], help: helpOf(name, schema) };
  const offered =
    choices(name) ?? plain(schema).enum?.map((each) => ({ value: each, words: valueWords(name, each) }));
  const why = offered?.map(({ value: each }) => barred(name, each)) ?? [];
  const several = plain(schema).type === 'array' && offered !== undefined;
  if (offered && !several && kind !== 'several')
    return (
      <Field {...common} help={[common.help, ...why].filter(Boolean).join(' ')}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={(value as string | undefined) ?? (schema.default as string | undefined) ?? ''}
            onChange={(event) => {
              set(name, event.target.value || (mayBeNull(schema) ? null : undefined));
            }}
          >
            <option value="">{required ? 'Choose …' : mayBeNull(schema) ? 'Nobody' : 'Not stated'}</option>
            {offered.map(({ value: each, words }) => (
              <option key={each} value={each} disabled={barred(name, each) !== undefined}>
                {barred(name, each) === undefined ? words : `${words} (not possible yet)`}
              </option>
            ))}
          </select>
        )}
      </Field>
    );
  // A list to choose from that has nothing in it does not concern this course.
  if (several && offered.length === 0) return null;
  switch (several ? 'several' : kind) {
    case 'instant':
      return (
        <TimeField
          {...common}
          value={value as string | undefined}
          zone={zone}
          clientZone={clientZone}
          onChange={(at) => {
            set(name, at);
          }}
        />
      );
    case 'several':
      return (
        <fieldset>
          <legend>{label}</legend>
          {choicesOf(name, schema, offered).map(({ value: each, words }) => {
            const chosen = (value as string[] | undefined) ?? [];
            return (
              <label key={each} className="choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(each)}
                  onChange={(event) => {
                    set(
                      name,
                      event.target.checked ? [...chosen, each] : chosen.filter((one) => one !== each),
                    );
                  }}
                />
                {words}
              </label>
            );
          })}
          {wrong[path] && <p className="wrong">{wrong[path]}</p>}
        </fieldset>
      );
    case 'yes':
      return (
        <label className="choice">
          <input
            type="checkbox"
            required={required}
            checked={value === true}
            onChange={(event) => {
              set(name, event.target.checked || undefined);
            }}
          />
          {label}
        </label>
      );
    case 'yesNo':
      return (
        <Field {...common}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={value === true ? 'true' : value === false ? 'false' : ''}
              onChange={(event) => {
                set(name, event.target.value === '' ? undefined : event.target.value === 'true');
              }}
            >
              <option value="">{required ? 'Choose …' : 'Not stated'}</option>
              <option value="true">Yes</option>
              <option value="false">No</option>
            </select>
          )}
        </Field>
      );
    case 'group': {
      const inner = (value as Values | undefined) ?? {};
      const fields = (
        <Fields
          {...form}
          schema={required ? schema : { ...schema, required: [] }}
          within={path}
          values={inner}
          set={(field, given) => {
            const next = { ...inner, [field]: given };
            const any = Object.values(next).some((each) => each !== undefined);
            set(name, any ? next : undefined);
          }}
        />
      );
      return (
        <fieldset>
          <legend>
            {label}
            {!required && <span className="small"> (optional)</span>}
          </legend>
          {fields}
        </fieldset>
      );
    }
    case 'money':
      return (
        <TextField
          {...common}
          value={typeof value === 'number' ? value / 100 : ''}
          type="number"
          step="0.01"
          onText={(text) => {
            set(name, text === '' ? (mayBeNull(schema) ? null : undefined) : Math.round(Number(text) * 100));
          }}
        />
      );
    case 'number':
      return (
        <TextField
          {...common}
          value={(value as number | undefined) ?? ''}
          type="number"
          step="1"
          onText={(text) => {
            set(name, text === '' ? undefined : Number(text));
          }}
        />
      );
    case 'answers':
      return (
        <TextField
          {...common}
          value={((value as (number | null)[] | undefined) ?? []).map((each) => each ?? '-').join(', ')}
          lazy
          onText={(text) => {
            const answers = text.split(/[\s,]+/).filter(Boolean);
            set(name, answers.length ? answers.map(answerOf) : undefined);
          }}
        />
      );
    case 'dates':
      return (
        <TextField
          {...common}
          value={((value as string[] | undefined) ?? []).join(', ')}
          lazy
          onText={(text) => {
            set(name, text.split(/[\s,]+/).filter(Boolean));
          }}
        />
      );
    default:
      return (
        <TextField
          {...common}
          value={(value as string | undefined) ?? ''}
          lines={(schema.maxLength ?? 0) > 200}
          onText={(text) => {
            set(name, text || (mayBeNull(schema) ? null : undefined));
          }}
        />
      );
  }
}

const choicesOf = (name: string, schema: Schema, offered: readonly Choice[] | undefined): readonly Choice[] =>
  offered ?? plain(schema).items?.enum?.map((each) => ({ value: each, words: valueWords(name, each) })) ?? [];

/** What is no number stays as it is, so that the server refuses it: a slip must not become a blank. */
const answerOf = (text: string): number | string | null =>
  text === '-' ? null : /^\d+$/.test(text) ? Number(text) : text;
