/** Your own account: calendar address, where you are signed in, password and second factor. */
import { Link } from '@tanstack/react-router';
import { Card } from '../../kit/Card';
import { roleName } from '../../kit/words';
import { useSession } from '../session';
import { CalendarAddress } from './CalendarAddress';
import { ChangePassword } from './ChangePassword';
import { SecondFactor } from './SecondFactor';
import { SignIns } from './SignIns';

export function Account() {
  const { person, roles } = useSession();
  return (
    <>
      <div className="head">
        <div>
          <h1>Your account</h1>
          <p className="quiet">
            {person.name} · {person.email} · {roles.map(roleName).join(', ')}
          </p>
        </div>
      </div>
      <div className="columns">
        <div className="stack">
          <CalendarAddress />
          <SignIns />
          <Card title="Tokens for programs">
            <div className="body">
              <p>
                A program that reads or reports for you needs a token of yours.{' '}
                <Link to="/practice/$section" params={{ section: 'tokens' }}>
                  Your tokens
                </Link>
              </p>
            </div>
          </Card>
        </div>
        <div className="stack">
          <ChangePassword />
          <SecondFactor />
        </div>
      </div>
    </>
  );
}
