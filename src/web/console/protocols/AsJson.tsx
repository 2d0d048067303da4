import { useState } from 'react';
import { Field } from '../../kit/Field';
import type { Content } from './content';

/** The whole draft as its file would be: for lists of packages and charges, and for whoever prefers it. */
export function AsJson({ content, onChange }: { content: Content; onChange: (content: Content) => void }) {
  const [text, setText] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const use = () => {
    try {
      const read: unknown = JSON.parse(text ?? '');
      if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Error('not an object');
      onChange(read as Content);
      setText(undefined);
      setWrong(undefined);
    } catch {
      setWrong('This is not JSON. Look for a missing comma, quote or bracket.');
    }
  };
  return (
    <details>
      <summary>As JSON</summary>
      <div className="stack">
        <Field label="The draft as JSON" wrong={wrong} required>
          {(control) => (
            <textarea
              {...control}
              className="input json"
              spellCheck={false}
              value={text ?? JSON.stringify(content, null, 2)}
              onChange={(event) => {
                setText(event.target.value);
              }}
            />
          )}
        </Field>
        <div className="actions">
          <button type="button" className="button" disabled={text === undefined} onClick={use}>
            Use this JSON
          </button>
        </div>
      </div>
    </details>
  );
}
