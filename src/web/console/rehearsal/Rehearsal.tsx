/** Learning the system on a practice course: where it is offered, and inside one. */
import { useSession } from '../session';
import { Offer } from './Offer';
import { Stage } from './Stage';

export function Rehearsal() {
  const { rehearsal } = useSession();
  if (!rehearsal)
    return (
      <>
        <h1>Rehearsal</h1>
        <p>There are no rehearsals in this installation.</p>
      </>
    );
  return rehearsal.here ? <Stage /> : <Offer />;
}
