/** For whom: the first question of a booking that starts from the calendar. */
import { useState } from 'react';
import { Dialog } from '../../kit/Dialog';
import { TextInput } from '../../kit/TextInput';
import { useSettled } from '../../kit/useSettled';
import { dayAndTime } from '../../kit/time';
import { PHASES } from '../../kit/words';
import { useRead } from '../queries';
import { useZone } from '../session';

interface Props {
  start: string | undefined;
  onChoose: (course: string) => void;
  onClose: () => void;
}

export function ChooseCourse({ start, onChoose, onClose }: Props) {
  const zone = useZone();
  const [asked, setAsked] = useState('');
  const text = useSettled(asked.trim(), 200);
  const { data } = useRead('/api/v1/courses', {
    query: { limit: 8, closed: 'false', ...(text && { text }) },
  });
  return (
    <Dialog title="Book a session" about={start && dayAndTime(zone, start)} onClose={onClose}>
      <TextInput label="Client" required value={asked} onChange={setAsked} />
      <ul className="stack tight" aria-label="Open courses">
        {data?.courses.map(({ id, client, phase }) => (
          <li key={id}>
            <button
              type="button"
              className="button choose"
              onClick={() => {
                onChoose(id);
              }}
            >
              <span>{client?.name ?? 'Without a client'}</span>
              <span className="small">{PHASES[phase]}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="small">
        {data?.courses.length === 0 ? 'No open course matches.' : ''}
      </p>
    </Dialog>
  );
}
