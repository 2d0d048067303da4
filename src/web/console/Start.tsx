import { Navigate } from '@tanstack/react-router';
import { useSession } from './session';

/** The page a day starts with: for somebody who only prescribes, the inbox. */
export function Start() {
  const { roles } = useSession();
  return roles.every((role) => role === 'prescriber') ? (
    <Navigate to="/prescriber" search={{}} replace />
  ) : (
    <Navigate to="/today" search={{}} replace />
  );
}
