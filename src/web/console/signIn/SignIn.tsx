/** Signing in: the password, then a code or its set-up. If a session ended, it lies over the screen. */
import { useEffect, useRef, useState } from 'react';
import { Code } from './Code';
import { Password, type Step } from './Password';
import { SetUp } from './SetUp';

interface Props {
  /** Of the person whose session ended. */
  email?: string | undefined;
  /** It lies over a screen whose content is kept. */
  over: boolean;
  /** Where they are: after a reload, or coming from an identity provider, not at the beginning. */
  first: Step;
  onSignedIn: () => Promise<void>;
}

export function SignIn({ email, over, first, onSignedIn }: Props) {
  const [step, setStep] = useState<Step>(first);
  const lock = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // Over everything, also over an open dialog.
    lock.current?.showModal();
  }, []);
  const start = () => {
    setStep('password');
  };
  const content =
    step === 'password' ? (
      <Password email={email} over={over} onSignedIn={onSignedIn} onNext={setStep} />
    ) : step === 'secondFactor' ? (
      <Code onSignedIn={onSignedIn} onStartAgain={start} />
    ) : (
      <SetUp onSignedIn={onSignedIn} onStartAgain={start} />
    );
  if (!over) return <main className="entrance">{content}</main>;
  return (
    <dialog
      ref={lock}
      className="lock"
      aria-label="Sign in again"
      onCancel={(event) => {
        event.preventDefault();
      }}
      // A browser closes it at the second Escape all the same.
      onClose={() => lock.current?.showModal()}
    >
      {content}
    </dialog>
  );
}
