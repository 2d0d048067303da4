/** One value of a protocol: what it is now, and where it comes from. */
import { Field } from '../../kit/Field';
import { TextInput } from '../../kit/TextInput';
import type { Leaf } from './content';
import { DECIDED, UNIT_WORDS, type ProtocolField } from './fieldKinds';
import { ValueInput } from './ValueInput';

interface Props {
  what: string;
  field: ProtocolField;
  leaf: Leaf;
  /** As it is in the version the draft began with. */
  before: Leaf | undefined;
  wrong: string | undefined;
  onChange: (leaf: Leaf) => void;
}

export function ValueForm({ what, field, leaf, before, wrong, onChange }: Props) {
  const help = [field.help, UNIT_WORDS[field.unit] && `In ${UNIT_WORDS[field.unit] ?? ''}.`].filter(Boolean);
  const setValue = (value: unknown) => {
    // Another value has another origin; words that were entered since stay.
    const untouched = before !== undefined && leaf.source === before.source && leaf.why === before.why;
    onChange(untouched ? { value, source: DECIDED } : { ...leaf, value });
  };
  return (
    <div className="stack">
      <ValueInput
        label={what}
        help={help.join(' ') || undefined}
        wrong={wrong}
        field={field}
        value={leaf.value}
        onChange={setValue}
      />
      {field.stated && <OriginForm leaf={leaf} onChange={onChange} />}
    </div>
  );
}

function OriginForm({ leaf, onChange }: Pick<Props, 'leaf' | 'onChange'>) {
  const text = leaf.source ?? leaf.why ?? '';
  const origin = (assumed: boolean, words: string): Leaf =>
    assumed ? { value: leaf.value, assumed: true, why: words } : { value: leaf.value, source: words };
  return (
    <div className="pair">
      <Field label="Where it is from" required>
        {(control) => (
          <select
            {...control}
            className="input"
            value={leaf.assumed ? 'assumed' : 'source'}
            onChange={(event) => {
              onChange(origin(event.target.value === 'assumed', text));
            }}
          >
            <option value="source">The practice says so</option>
            <option value="assumed">It is assumed</option>
          </select>
        )}
      </Field>
      <TextInput
        label={leaf.assumed ? 'Why it is assumed' : 'In which words, or who decided it'}
        required
        value={text}
        onChange={(words) => {
          onChange(origin(leaf.assumed === true, words));
        }}
      />
    </div>
  );
}
