import { INTAKE } from '../places';
import { useSession } from '../session';

/** Who may add clients, correct how they are reached, and start courses. */
export const useTakesIn = (): boolean =>
  useSession().roles.some((role) => INTAKE.some((each) => each === role));
