import { useState, type ReactNode, type SubmitEvent } from 'react';
import { Problem } from '../../client/problem';
import { ProblemNote } from '../../kit/ProblemNote';

interface Props {
  title: string;
  /** What the button says, and what it says meanwhile. */
  label: string;
  meanwhile: string;
  onSubmit: () => Promise<void>;
  /** Back to the password; none on the first step. */
  onStartAgain?: () => void;
  children: ReactNode;
}

/** One step of signing in. */
export function StepForm({ title, label, meanwhile, onSubmit, onStartAgain, children }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit();
    } catch (problem) {
      setError(problem);
      // The time between the password and the code is short.
      if (problem instanceof Problem && problem.code === 'not-signed-in') onStartAgain?.();
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="card sign-in" onSubmit={(event) => void submit(event)}>
      <h1>{title}</h1>
      <ProblemNote error={error} />
      {children}
      <button type="submit" className="button primary" disabled={busy}>
        {busy ? meanwhile : label}
      </button>
      {onStartAgain && (
        <button type="button" className="button plain" onClick={onStartAgain}>
          Start again
        </button>
      )}
    </form>
  );
}
