import { useState, type SubmitEvent } from 'react';
import { Problem } from '../client/problem';

/**
 * A form that is sent: whether it is on its way, why it was refused, and what is wrong with which field. Its
 * Idempotency-Key stays the same while nobody knows what became of it, so that sending it again does nothing twice. Only
 * once its content was refused, nothing was done, and what is sent next is another request.
 */
export function useSubmission(onRefused?: (problem: Problem) => void) {
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const wrong: Readonly<Record<string, string>> = Object.fromEntries(
    (error instanceof Problem ? error.errors : []).map(({ field, message }) => [field, message]),
  );
  const send = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (problem) {
      setError(problem);
      if (problem instanceof Problem && problem.refused) {
        setKey(crypto.randomUUID());
        onRefused?.(problem);
      }
    } finally {
      setBusy(false);
    }
  };
  const submit = (work: () => Promise<void>) => (event: SubmitEvent) => {
    event.preventDefault();
    void send(work);
  };
  return { key, busy, error, wrong, send, submit };
}
