/** How staff sign in and the partner is asked, and which protocols a course can start with. */
import { useRead } from '../queries';
import { ProtocolChoice } from './ProtocolChoice';
import { SettingsCard } from './SettingsCard';

export function Policies() {
  return (
    <div className="stack">
      <SettingsCard
        title="Signing in"
        initial={({ secondFactorRequired }) => ({ secondFactorRequired })}
        change={(values) => values}
      >
        {({ values, set, practice }) => (
          <>
            <label className="choice">
              <input
                type="checkbox"
                checked={values.secondFactorRequired}
                onChange={(event) => {
                  set({ secondFactorRequired: event.target.checked });
                }}
              />
              Require a second factor of everyone
            </label>
            {values.secondFactorRequired !== practice.secondFactorRequired && (
              <p className="note soon">
                {values.secondFactorRequired
                  ? 'Everyone who is signed in without one, you too, is asked to sign in again and set one up.'
                  : 'A password alone will be enough, also for those who guess it.'}
              </p>
            )}
          </>
        )}
      </SettingsCard>
      <SettingsCard
        title="Partner and prescribers without an account"
        initial={({ partnerCodeRequired }) => ({ partnerCodeRequired })}
        change={(values) => values}
      >
        {({ values, set, practice }) => (
          <>
            <p className="quiet">
              What waits for their decision reaches them by a link in an e-mail, to the address on file.
            </p>
            <label className="choice">
              <input
                type="checkbox"
                checked={values.partnerCodeRequired}
                onChange={(event) => {
                  set({ partnerCodeRequired: event.target.checked });
                }}
              />
              Ask for a code, sent to that address, before the page shows anything
            </label>
            {!values.partnerCodeRequired && practice.partnerCodeRequired && (
              <p className="note soon">
                The link alone will be enough: whoever has the e-mail, also forwarded, sees the client’s data
                and can decide.
              </p>
            )}
          </>
        )}
      </SettingsCard>
      <Protocols />
    </div>
  );
}

function Protocols() {
  const { data } = useRead('/api/v1/protocols');
  const all = data?.protocols ?? [];
  return (
    <SettingsCard<{ chosen: readonly string[] | undefined }>
      title="Protocols"
      initial={({ protocols }) => ({ chosen: protocols })}
      change={({ chosen }) => ({
        protocols: chosen === undefined || chosen.length === all.length ? null : [...chosen],
      })}
    >
      {({ values: { chosen }, set, wrong }) => (
        <>
          <p className="quiet">Which of them a new course can start with. Open courses keep theirs.</p>
          <ProtocolChoice
            all={all}
            chosen={chosen ?? all.map(({ id }) => id)}
            onChange={(next) => {
              set({ chosen: next });
            }}
          />
          {wrong.protocols && <p className="wrong">Choose at least one.</p>}
        </>
      )}
    </SettingsCard>
  );
}
