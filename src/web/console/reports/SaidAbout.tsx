/** What the client said about what is being reported: the session that moves, or the task that is done. */
import type { SignalName } from '../../../catalog/signals';
import type { Answer } from '../../client/api';
import { Tag } from '../../kit/Tag';
import { actionInstead, type Action } from './actions';
import { Said } from './Said';
import type { Values } from './schema';

type Task = Answer<'get', '/api/v1/courses/{id}'>['waiting']['tasks'][number];

/** Reports that answer what a client said. */
const SAYS: readonly SignalName[] = ['sessionRescheduled', 'sessionCancelled', 'taskCompleted'];

interface Props {
  signal: SignalName;
  tasks: readonly Task[];
  values: Values;
  zone: string;
  onUse: (start: string) => void;
  /** Answers the client without this report, where something else can be reported in its place. */
  onInstead: ((action: Action) => void) | undefined;
}

export function SaidAbout({ signal, tasks, values, zone, onUse, onInstead }: Props) {
  if (!SAYS.includes(signal)) return null;
  const moves = signal === 'sessionRescheduled';
  return tasks
    .filter(
      ({ key, session }) => key === values.task || (session !== undefined && session === values.session),
    )
    .map((task) => {
      const { key, said } = task;
      const instead = moves && onInstead ? actionInstead(task) : undefined;
      return (
        said && (
          <Said key={key} said={said} zone={zone}>
            {moves && (
              <div className="wrap">
                {said.start !== undefined && (
                  <UseTime start={said.start} value={values.start} onUse={onUse} />
                )}
                {instead && (
                  <button
                    type="button"
                    className="button"
                    onClick={() => {
                      onInstead?.(instead);
                    }}
                  >
                    {instead.label}
                  </button>
                )}
              </div>
            )}
          </Said>
        )
      );
    });
}

/** Enters the time, says so, and leads to where it stands now. */
function UseTime({ start, value, onUse }: { start: string; value: unknown; onUse: (start: string) => void }) {
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={({ currentTarget }) => {
          onUse(start);
          currentTarget.form?.querySelector<HTMLElement>('input[type=date]')?.focus();
        }}
      >
        Use this time
      </button>
      <span role="status">{value === start && <Tag tone="good">Entered below as the new time</Tag>}</span>
    </>
  );
}
