import { MEMBER_ROLES } from '../../../vocabulary/roles';
import type { Body } from '../../client/api';
import { TextInput } from '../../kit/TextInput';
import { RoleChoice } from './RoleChoice';

export type PersonValues = Omit<Body<'post', '/api/v1/staff'>, 'ownPassword'>;

interface Props {
  values: PersonValues;
  wrong: Readonly<Record<string, string>>;
  onChange: (values: PersonValues) => void;
}

/** Who somebody on the staff is, how they are reached, and what they may do. */
export function PersonFields({ values, wrong, onChange }: Props) {
  return (
    <>
      <TextInput
        label="Name"
        required
        wrong={wrong.name}
        value={values.name}
        onChange={(name) => {
          onChange({ ...values, name });
        }}
      />
      <TextInput
        label="E-mail address"
        required
        help="They sign in with it."
        wrong={wrong.email}
        type="email"
        value={values.email}
        onChange={(email) => {
          onChange({ ...values, email });
        }}
      />
      <RoleChoice
        legend="Roles"
        wrong={wrong.roles}
        choices={MEMBER_ROLES}
        value={values.roles}
        onChange={(roles) => {
          onChange({ ...values, roles });
        }}
      />
    </>
  );
}
