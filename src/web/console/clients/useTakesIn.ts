import { useSession } from '../session';

/** Who may add clients, correct how they are reached, and start courses. */
const TAKES_IN: readonly string[] = ['frontDesk', 'therapist', 'lead', 'admin'];

export const useTakesIn = (): boolean => useSession().roles.some((role) => TAKES_IN.includes(role));
