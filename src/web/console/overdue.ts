import { useRead } from './queries';
import { useSession } from './session';

/** How many tasks of the person's roles are overdue, in all courses; undefined until it is known. */
export function useOverdue(): number | undefined {
  const { roles } = useSession();
  const counts = useRead('/api/v1/morning').data?.overdueTasks;
  if (!counts) return undefined;
  return Object.entries(counts)
    .filter(([role]) => roles.some((own) => own === role))
    .reduce((sum, [, count]) => sum + count, 0);
}
