import { useQuery } from '@tanstack/react-query';
import { get, post } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';
import { withWayBack } from './wayBack';

const EVERY_MS = 1_000;

export function Offer() {
  const rehearsal = useQuery({
    queryKey: ['rehearsal'],
    queryFn: ({ signal }) => get('/api/v1/rehearsal', { signal, background: true }),
    refetchInterval: EVERY_MS,
  });
  const { busy, error, send } = useSubmission();
  const start = async () => {
    await post('/api/v1/rehearsal', { body: {} });
    await rehearsal.refetch();
  };
  const stop = async () => {
    await post('/api/v1/rehearsal/stop', { body: {} });
    await rehearsal.refetch();
  };
  const open = async () => {
    const { address } = await post('/api/v1/rehearsal/enter', { body: {} });
    location.assign(withWayBack(address, location.origin));
  };
  return (
    <>
      <div className="head">
        <div>
          <h1>Rehearsal</h1>
          <p className="quiet">
            Live a whole course in minutes: the same screens, a server of its own, and a time that you move.
            Its clients, e-mails and reports are invented and are not kept.
          </p>
        </div>
      </div>
      <ProblemNote error={error} />
      <Loaded query={rehearsal}>
        {({ state }) => (
          <Card title="Your rehearsal">
            <div className="body stack">
              <p role="status">
                {state === 'on'
                  ? 'It is ready.'
                  : state === 'starting'
                    ? 'Starting a rehearsal server, about 6 seconds …'
                    : state === 'failed'
                      ? 'It could not start, or has stopped. The terminal of npm start says why.'
                      : 'None is running. It takes about 6 seconds to start and 450 MB of memory, and ends half an hour after its last use.'}
              </p>
              <div className="wrap">
                {state === 'on' ? (
                  <>
                    <button
                      type="button"
                      className="button primary"
                      disabled={busy}
                      onClick={() => void send(open)}
                    >
                      Open the rehearsal
                    </button>
                    <button type="button" className="button" disabled={busy} onClick={() => void send(stop)}>
                      End it
                    </button>
                  </>
                ) : (
                  <button
                    type="button"
                    className="button primary"
                    disabled={busy || state === 'starting'}
                    onClick={() => void send(start)}
                  >
                    Start a rehearsal
                  </button>
                )}
              </div>
            </div>
          </Card>
        )}
      </Loaded>
    </>
  );
}
