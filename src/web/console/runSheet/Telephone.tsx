import { useRead } from '../queries';

/** The client’s number, one tap away while they are at home with the medicine. Nothing until it is known. */
export function Telephone({ client }: { client: string }) {
  const { data } = useRead('/api/v1/clients/{id}', { params: { id: client } });
  if (!data) return null;
  const { phone } = data;
  return phone === undefined ? (
    <p className="quiet">No telephone number of the client is on file.</p>
  ) : (
    <p>
      Call the client:{' '}
      <a className="strong" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
        {phone}
      </a>
    </p>
  );
}
