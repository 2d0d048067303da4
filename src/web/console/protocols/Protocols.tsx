/** The ways in which the practice runs a course. */
import { Link } from '@tanstack/react-router';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { Scroll } from '../../kit/Scroll';
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
      <Card title="All protocols" count={protocols.data?.protocols.length}>
        <Loaded query={protocols}>
          {({ protocols: all }) => (
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
                  {all.map(({ id, title, versions: [newest] }) => (
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
                  ))}
                </tbody>
              </table>
            </Scroll>
          )}
        </Loaded>
      </Card>
    </>
  );
}
