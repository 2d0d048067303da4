import type { ReactNode } from 'react';
import { ProblemNote } from '../../kit/ProblemNote';
import { useSubmission } from '../../kit/useSubmission';

interface Props {
  title: string;
  /** What the button says, and what it says meanwhile. */
  label: string;
  meanwhile: string;
  onSubmit: () => Promise<void> | void;
  /** Back to the password; none on the first step. */
  onStartAgain?: () => void;
  /** To the step before. */
  onBack?: () => void;
  children: ReactNode;
}

/** One step of signing in. */
export function StepForm({ title, label, meanwhile, onSubmit, onStartAgain, onBack, children }: Props) {
  const { busy, error, submit } = useSubmission(({ code }) => {
    // The time between the password and the code is short.
    if (code === 'not-signed-in') onStartAgain?.();
  });
  return (
    <form className="card sign-in" onSubmit={submit(async () => onSubmit())}>
      <h1>{title}</h1>
      <ProblemNote error={error} />
      {children}
      <button type="submit" className="button primary" disabled={busy}>
        {busy ? meanwhile : label}
      </button>
      {onBack && (
        <button type="button" className="button plain" onClick={onBack}>
          Back
        </button>
      )}
      {onStartAgain && (
        <button type="button" className="button plain" onClick={onStartAgain}>
          Start again
        </button>
      )}
    </form>
  );
}
