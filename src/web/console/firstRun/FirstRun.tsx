/** The first set-up of an empty installation. Everything is stored at the end, at once; only the mail server on its way. */
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { post } from '../../client/api';
import { Problem } from '../../client/problem';
import { Loaded } from '../../kit/Loaded';
import { TextInput } from '../../kit/TextInput';
import { ProtocolChoice } from '../practice/ProtocolChoice';
import { SetUp } from '../signIn/SetUp';
import { StepForm } from '../signIn/StepForm';
import { STEPS, useFirstRunDraft, type StepName, type StepProps } from './draft';
import { MailStep } from './MailStep';
import { PersonStep } from './PersonStep';
import { PracticeStep } from './PracticeStep';
import './firstRun.css';

export function FirstRun({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const { draft, set, forget } = useFirstRunDraft();
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [needsFactor, setNeedsFactor] = useState(false);
  const go = (by: number) => () => {
    set({ step: STEPS[STEPS.indexOf(draft.step) + by] ?? 'code' });
  };
  const { code, person, protocols } = draft;
  const practice = { ...draft.practice, ...(protocols && { protocols: [...protocols] }) };
  /** What the server finds wrong is shown at its field, on its step. */
  const send = async (work: () => Promise<void>) => {
    setWrong({});
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.errors.length === 0) throw problem;
      setWrong(Object.fromEntries(problem.errors.map(({ field, message }) => [field, message])));
      const step = stepOf(problem.errors[0]?.field ?? '');
      if (step !== draft.step) set({ step });
      throw problem;
    }
  };
  const check = () =>
    send(async () => {
      await post('/api/v1/set-up/practice', { body: { code, practice } });
      go(1)();
    });
  const finish = (password: string) =>
    send(async () => {
      const { state } = await post('/api/v1/set-up', {
        body: { code, practice, person: { ...person, roles: [...person.roles], password } },
      });
      forget();
      if (state === 'signedIn') await onSignedIn();
      else setNeedsFactor(true);
    });
  if (needsFactor)
    return (
      <main className="entrance">
        <SetUp
          onSignedIn={onSignedIn}
          onStartAgain={() => {
            location.replace('/console/today');
          }}
        />
      </main>
    );
  const step = { draft, set, wrong, onNext: go(1), onBack: go(-1) };
  return (
    <main className="entrance first-run">
      <div>
        {draft.step !== 'code' && (
          <p className="quiet">
            Setting up this practice: step {STEPS.indexOf(draft.step)} of {STEPS.length - 1}
          </p>
        )}
        {draft.step === 'code' ? (
          <CodeStep {...step} />
        ) : draft.step === 'practice' ? (
          <PracticeStep {...step} onNext={check} />
        ) : draft.step === 'person' ? (
          <PersonStep {...step} onFinish={finish} />
        ) : (
          <Begun {...step} onNext={draft.step === 'protocols' ? check : step.onNext} />
        )}
      </div>
    </main>
  );
}

const stepOf = (field: string): StepName =>
  field.startsWith('practice.protocols')
    ? 'protocols'
    : field.startsWith('practice.')
      ? 'practice'
      : 'person';

function CodeStep({ draft, set, onNext }: StepProps) {
  const check = async () => {
    await post('/api/v1/set-up/code', { body: { code: draft.code } });
    await onNext();
  };
  return (
    <StepForm title="Set up this practice" label="Continue" meanwhile="Checking …" onSubmit={check}>
      <p>
        This installation is empty. The code on the terminal, or in the log of the API, proves that it is
        yours. Each start prints a new one.
      </p>
      <TextInput
        label="Code from the terminal"
        required
        help="Such as k7mq-2xpt-9dhw-c4en"
        value={draft.code}
        onChange={(code) => {
          set({ code });
        }}
      />
    </StepForm>
  );
}

/** The steps for which it matters what the installation has. */
function Begun(props: StepProps) {
  const { draft, set, onNext, onBack } = props;
  const begun = useQuery({
    queryKey: ['set-up', draft.code],
    queryFn: () => post('/api/v1/set-up/code', { body: { code: draft.code } }),
    retry: false,
    refetchInterval: false,
  });
  return (
    <Loaded query={begun}>
      {({ mail, protocols }) =>
        draft.step === 'mail' ? (
          <MailStep {...props} mail={mail} onSaved={() => void begun.refetch()} />
        ) : (
          <StepForm
            title="Protocols"
            label="Continue"
            meanwhile="Checking …"
            onSubmit={onNext}
            onBack={onBack}
          >
            <p>How does this practice work? New courses can start with these. You can change them later.</p>
            <ProtocolChoice
              all={protocols}
              chosen={draft.protocols ?? protocols.map(({ id }) => id)}
              onChange={(chosen) => {
                set({ protocols: chosen });
              }}
            />
          </StepForm>
        )
      }
    </Loaded>
  );
}
