/** The ways in which the practice runs a course. */
import { Link } from '@tanstack/react-router';
import { Loaded } from '../../kit/Loaded';
import { Scroll } from '../../kit/Scroll';
import { SteadyCard } from '../../kit/SteadyCard';
import { day } from '../../kit/time';
import { useRead } from '../queries';
import { useZone } from '../session';

export function Protocols() {
  const zone = useZone();
  const protocols = useRead('/api/v1/protocols');
  return (
    <>
      <div className="head">
        <div>
          <h1>Protocols</h1>
          <p className="quiet">
            How the practice runs a course. Each version stays as it is once it is saved.
          </p>
        </div>
      </div>
      <SteadyCard
        title="All protocols"
        count={protocols.data?.protocols.length}
        rows={protocols.data?.protocols}
        keyOf={({ id }) => id}
      >
        {(steady) => (
          <Loaded query={protocols}>
            {() => (
              <Scroll label="Protocols">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">Protocol</th>
                      <th scope="col">Id</th>
                      <th scope="col">Newest version</th>
                      <th scope="col">Where it is from</th>
                    </tr>
                  </thead>
                  <tbody>
                    {steady.map(
                      ({
                        row: {
                          id,
                          title,
                          versions: [newest],
                        },
                      }) => (
                        <tr key={id}>
                          <th scope="row">
                            <Link to="/protocols/$id" params={{ id }} search={{}}>
                              {title}
                            </Link>
                          </th>
                          <td>{id}</td>
                          <td>{newest?.version}</td>
                          <td>{newest?.savedAt ? `saved ${day(zone, newest.savedAt)}` : 'a file'}</td>
                        </tr>
                      ),
                    )}
                  </tbody>
                </table>
              </Scroll>
            )}
          </Loaded>
        )}
      </SteadyCard>
    </>
  );
}
