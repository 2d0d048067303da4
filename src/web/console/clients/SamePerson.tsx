import type { Answer } from '../../client/api';
import { Dialog } from '../../kit/Dialog';

interface Props {
  name: string;
  warnings: Answer<'post', '/api/v1/clients'>['warnings'];
  /** What has been done all the same. */
  done: string;
  onOpen: (client: string) => void;
  onClose: () => void;
}

/** Asks about clients who resemble the one that was just stored. */
export function SamePerson({ name, warnings, done, onOpen, onClose }: Props) {
  return (
    <Dialog title="Is this the same person?" about={name} onClose={onClose}>
      <ul className="note soon">
        {warnings.map(({ sentence, client }) => (
          <li key={sentence + (client ?? '')}>
            {sentence}{' '}
            {client !== undefined && (
              <button
                type="button"
                className="button"
                onClick={() => {
                  onOpen(client);
                }}
              >
                Open the other one
              </button>
            )}
          </li>
        ))}
      </ul>
      <p>{done} If they are one person, start courses only with one of them.</p>
      <div className="actions">
        <button type="button" className="button primary" onClick={onClose}>
          They are two people
        </button>
      </div>
    </Dialog>
  );
}
