/** What lists show of a course, written anew with each of its steps. */
import type { Listed } from '../course/status/listed';
import type { Db } from './database';
import { saveMoneyLines } from './moneyLines';
import { savePlanned } from './plannedMessages';
import { saveSessions } from './sessions';
import { jsonb } from './values';

/** Whatever is absent stays as it is. */
export async function saveListed(
  tx: Db,
  course: string,
  { sessions, planned, money, turns }: Partial<Listed>,
): Promise<void> {
  if (sessions) await saveSessions(tx, course, sessions);
  if (planned) await savePlanned(tx, course, planned);
  if (money) await saveMoneyLines(tx, course, money);
  if (turns) {
    // The step's summary has the same role; that of an earlier release may have another.
    const waitingOn = turns.turns[0]?.waitingOn;
    await tx
      .updateTable('courses')
      .set({ turns: jsonb(turns), ...(waitingOn && { waitingOn }) })
      .where('id', '=', course)
      .execute();
  }
}
