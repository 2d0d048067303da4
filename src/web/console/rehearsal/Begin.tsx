import { useState } from 'react';
import { post } from '../../client/api';
import { Card } from '../../kit/Card';
import { Field } from '../../kit/Field';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { readAgain, useRead } from '../queries';
import { useZone } from '../session';

const INVENTED = { name: 'Robin Example', email: 'robin@client.example' };

/** A course of an invented client: the first thing in a rehearsal. */
export function Begin() {
  const zone = useZone();
  const protocols = useRead('/api/v1/protocols');
  const [chosen, setChosen] = useState<string>();
  const { key, busy, error, send } = useSubmission();
  const begin = async (protocol: string) => {
    const client = await post('/api/v1/clients', { key: `${key}-client`, body: { ...INVENTED, zone } });
    await post('/api/v1/courses', { key: `${key}-course`, body: { client: client.id, protocol } });
    await readAgain();
  };
  return (
    <Card title="Start a practice course">
      <div className="body stack">
        <ProblemNote error={error} />
        <Loaded query={protocols}>
          {({ protocols: all }) => {
            const protocol = chosen ?? all[0]?.id ?? '';
            return (
              <>
                <Field label="Protocol" required>
                  {(control) => (
                    <select
                      {...control}
                      className="input"
                      value={protocol}
                      onChange={(event) => {
                        setChosen(event.target.value);
                      }}
                    >
                      {all.map(({ id, title }) => (
                        <option key={id} value={id}>
                          {title}
                        </option>
                      ))}
                    </select>
                  )}
                </Field>
                <div className="wrap">
                  <button
                    type="button"
                    className="button primary"
                    disabled={busy || protocol === ''}
                    onClick={() => void send(() => begin(protocol))}
                  >
                    {busy ? 'Starting …' : `Start a course for ${INVENTED.name}`}
                  </button>
                </div>
              </>
            );
          }}
        </Loaded>
      </div>
    </Card>
  );
}
