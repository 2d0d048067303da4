/** Your own account: calendar address, where you are signed in, password and second factor. */
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
        </div>
        <div className="stack">
          <ChangePassword />
          <SecondFactor />
        </div>
      </div>
    </>
  );
}
