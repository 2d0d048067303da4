import type { Answer } from '../../client/api';

type Task = Answer<'get', '/api/v1/tasks'>['tasks'][number];

/** The client's telephone number beside a task that asks to call them: on a telephone, a tap calls. */
export const Call = ({ call: { phone, link } }: { call: NonNullable<Task['call']> }) => (
  <a className="strong" href={link}>
    {phone}
  </a>
);
