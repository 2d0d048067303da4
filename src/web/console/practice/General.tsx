/** Who the practice is and how it is reached. */
import { TextInput } from '../../kit/TextInput';
import { roleName, inWords } from '../../kit/words';
import { SettingsCard, type Settings } from './SettingsCard';
import { ZoneInput } from './ZoneInput';

type Contacts = Settings['contacts'];
type ContactRole = keyof Contacts;

const ROLES: readonly ContactRole[] = ['therapist', 'prescriber', 'frontDesk', 'biller', 'lead', 'partner'];

export function General() {
  return (
    <div className="stack">
      <Identity />
      <Addresses />
    </div>
  );
}

function Identity() {
  return (
    <SettingsCard
      title="The practice"
      initial={({ name, zone, callbackNumber, officeAddress = '', videoLink = '' }) => ({
        ...{ name, zone, callbackNumber, officeAddress, videoLink },
        onlyNew: false,
      })}
      change={({ onlyNew, officeAddress, videoLink, ...values }) => ({
        ...values,
        ...{ officeAddress: officeAddress || null, videoLink: videoLink || null },
        ...(onlyNew && { zoneForNewCourses: true as const }),
      })}
    >
      {({ values, set, wrong, practice }) => (
        <>
          <TextInput
            label="Name"
            required
            wrong={wrong.name}
            value={values.name}
            onChange={(name) => {
              set({ name });
            }}
          />
          <ZoneInput
            wrong={wrong.zone}
            value={values.zone}
            onChange={(zone) => {
              set({ zone, onlyNew: false });
            }}
          />
          {practice.zoneIsKept && values.zone !== practice.zone && (
            <div className="note soon">
              <p>
                Open courses keep {practice.zone}: their sessions, reminders and deadlines do not move. New
                courses start in {values.zone}.
              </p>
              <label className="choice">
                <input
                  type="checkbox"
                  required
                  checked={values.onlyNew}
                  onChange={(event) => {
                    set({ onlyNew: event.target.checked });
                  }}
                />
                Use the new time zone for new courses only
              </label>
            </div>
          )}
          <TextInput
            label="Telephone"
            required
            help="In every e-mail: the number to call."
            type="tel"
            wrong={wrong.callbackNumber}
            value={values.callbackNumber}
            onChange={(callbackNumber) => {
              set({ callbackNumber });
            }}
          />
          <TextInput
            label="Office address"
            help="In e-mails and calendar files of sessions at the office. It must not reveal the kind of care."
            wrong={wrong.officeAddress}
            value={values.officeAddress}
            onChange={(officeAddress) => {
              set({ officeAddress });
            }}
          />
          <TextInput
            label="Video link"
            help="For all sessions by video. Anyone who has it can open it, so use one with a waiting room."
            wrong={wrong.videoLink}
            value={values.videoLink}
            onChange={(videoLink) => {
              set({ videoLink });
            }}
          />
        </>
      )}
    </SettingsCard>
  );
}

/** One address a role; a role without one is not sent. */
function Addresses() {
  return (
    <SettingsCard
      title="Where e-mails to a role go"
      initial={({ contacts }) => ({ contacts })}
      change={({ contacts }) => ({
        contacts: Object.fromEntries(
          Object.entries(contacts).flatMap(([role, { email, phone }]) =>
            email || phone ? [[role, { email, ...(phone && { phone }) }]] : [],
          ),
        ),
      })}
    >
      {({ values: { contacts }, set, wrong }) => (
        <>
          <p className="quiet">
            Left empty, everyone on the staff with the role gets them. The partner is not on the staff:
            without an address, each referral becomes a task.
          </p>
          {ROLES.map((role) => {
            const { email = '', phone = '' } = contacts[role] ?? {};
            const to = (next: Partial<NonNullable<Contacts[ContactRole]>>) => {
              set({ contacts: { ...contacts, [role]: { email, phone, ...next } } });
            };
            return (
              <div key={role} className="pair">
                <TextInput
                  label={`${inWords(roleName(role))}: e-mail`}
                  type="email"
                  wrong={wrong[`contacts.${role}.email`]}
                  value={email}
                  onChange={(next) => {
                    to({ email: next });
                  }}
                />
                <TextInput
                  label={`${inWords(roleName(role))}: telephone`}
                  type="tel"
                  wrong={wrong[`contacts.${role}.phone`]}
                  value={phone}
                  onChange={(next) => {
                    to({ phone: next });
                  }}
                />
              </div>
            );
          })}
        </>
      )}
    </SettingsCard>
  );
}
