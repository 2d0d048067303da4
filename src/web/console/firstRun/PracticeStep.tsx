import { TextInput } from '../../kit/TextInput';
import { ZoneInput } from '../practice/ZoneInput';
import { StepForm } from '../signIn/StepForm';
import type { Draft } from './draft';
import type { StepProps } from './draft';

export function PracticeStep({ draft, set, wrong, onNext, onBack }: StepProps) {
  const { practice } = draft;
  const change = (next: Partial<Draft['practice']>) => {
    set({ practice: { ...practice, ...next } });
  };
  return (
    <StepForm title="The practice" label="Continue" meanwhile="Checking …" onSubmit={onNext} onBack={onBack}>
      <TextInput
        label="Name"
        required
        wrong={wrong['practice.name']}
        value={practice.name}
        onChange={(name) => {
          change({ name, ...(practice.senderName === practice.name && { senderName: name }) });
        }}
      />
      <ZoneInput
        wrong={wrong['practice.zone']}
        value={practice.zone}
        onChange={(zone) => {
          change({ zone });
        }}
      />
      <TextInput
        label="Telephone"
        required
        type="tel"
        help="In every e-mail: the number to call."
        wrong={wrong['practice.callbackNumber']}
        value={practice.callbackNumber}
        onChange={(callbackNumber) => {
          change({ callbackNumber });
        }}
      />
      <TextInput
        label="Name on e-mails"
        required
        help="Other people may see it in a mailbox: it must not reveal the kind of care."
        wrong={wrong['practice.senderName']}
        value={practice.senderName}
        onChange={(senderName) => {
          change({ senderName });
        }}
      />
      <TextInput
        label="E-mails come from"
        required
        type="email"
        help="An address that your mail server may send from."
        wrong={wrong['practice.senderAddress']}
        value={practice.senderAddress}
        onChange={(senderAddress) => {
          change({ senderAddress });
        }}
      />
    </StepForm>
  );
}
