import { useState } from 'react';
import { TextInput } from '../../kit/TextInput';
import { MEMBER_ROLES } from '../../../vocabulary/roles';
import { RoleChoice } from '../practice/RoleChoice';
import { StepForm } from '../signIn/StepForm';
import type { Draft } from './draft';
import type { StepProps } from './draft';

/** The last step: with it, everything is stored. */
export function PersonStep({
  draft,
  set,
  wrong,
  onBack,
  onFinish,
}: StepProps & { onFinish: (password: string) => Promise<void> }) {
  const { person, practice } = draft;
  const [password, setPassword] = useState('');
  const change = (next: Partial<Draft['person']>) => {
    set({ person: { ...person, ...next } });
  };
  return (
    <StepForm
      title="Your account"
      label="Set up the practice"
      meanwhile="Setting up …"
      onSubmit={() => onFinish(password)}
      onBack={onBack}
    >
      <TextInput
        label="Your name"
        required
        fills="name"
        wrong={wrong['person.name']}
        value={person.name}
        onChange={(name) => {
          change({ name });
        }}
      />
      <TextInput
        label="Your e-mail address"
        required
        type="email"
        fills="username"
        help="You sign in with it."
        wrong={wrong['person.email']}
        value={person.email}
        onChange={(email) => {
          change({ email });
        }}
      />
      <TextInput
        label="Password"
        required
        type="password"
        fills="new-password"
        help="At least 12 characters. A few unrelated words are easy to keep."
        wrong={wrong['person.password'] && `The password ${wrong['person.password']}.`}
        value={password}
        onChange={setPassword}
      />
      <RoleChoice
        legend="Your roles"
        help="Often one person has all of them. You can invite others later."
        wrong={wrong['person.roles']}
        choices={MEMBER_ROLES.filter((role) => role !== 'partner')}
        value={person.roles}
        onChange={(roles) => {
          change({ roles });
        }}
      />
      <label className="choice">
        <input
          type="checkbox"
          checked={practice.secondFactorRequired}
          onChange={(event) => {
            set({ practice: { ...practice, secondFactorRequired: event.target.checked } });
          }}
        />
        Ask everyone for a second factor, too (recommended)
      </label>
    </StepForm>
  );
}
