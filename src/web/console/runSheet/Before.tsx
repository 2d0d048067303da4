import type { SignalName } from '../../../catalog/signals';
import { Card } from '../../kit/Card';
import { Tag } from '../../kit/Tag';
import { clock } from '../../kit/time';
import { Warnings } from '../../kit/Warnings';
import { whoCan, type Session } from '../../kit/words';
import { opens } from '../reports/actions';
import type { MayReport } from '../reports/forms';
import type { Reporting } from '../reports/ReportDialog';
import { useZone } from '../session';
import type { Tap, Tapped } from './outbox';
import { warningsBesides } from '../sessions/Readiness';
import { Start, startableFrom } from './Start';
import { useReached } from './useReached';
import { VitalsForm } from './VitalsForm';

interface Props {
  session: Session;
  /** What this person can report. */
  can: readonly SignalName[];
  mayReport: MayReport;
  /** What was tapped and waits for a line. */
  unsent: readonly Tapped[];
  refused: readonly Tapped[];
  tap: Tap;
  onReport: (reporting: Reporting) => void;
}

/** They say nothing but that it is so: one tap. */
const ONE_TAP: readonly SignalName[] = ['supportPersonConfirmed', 'rideHomeConfirmed', 'readinessAttested'];

/** What a new reading can open. */
const VITALS_GATES: readonly string[] = ['vitals-missing', 'vitals-outside-limits'];

/** What must be in place, each ticked by what is known or done right here; then the start. */
export function Before({ session, can, mayReport, unsent, refused, tap, onReport }: Props) {
  const { ref, closedGates = [], vitalsBeforeAt, vitalsBeforeBy } = session;
  const zone = useZone();
  const early = !useReached(startableFrom(session));
  const warnings = warningsBesides(session).filter(({ code }) => code !== 'weekend');
  const about = { session: ref };
  const byClient = vitalsBeforeBy === 'client' && vitalsBeforeAt !== undefined;
  const asksVitals = byClient || closedGates.some(({ code }) => VITALS_GATES.includes(code));
  return (
    <>
      <Card
        title="Before the start"
        aside={
          closedGates.length > 0 ? (
            <Tag tone="harm">Not yet</Tag>
          ) : early ? (
            <Tag tone="soon">Too early to start</Tag>
          ) : (
            <Tag tone="good">Everything is in place</Tag>
          )
        }
      >
        {closedGates.length === 0 && (
          <p className="empty">
            Approval, supply, consent and everything else that the protocol asks for
            {early && ' is in place. Only the time has not come'}.
          </p>
        )}
        <ul className="waits">
          {closedGates.map(({ code, sentence, resolvableBy }) => {
            const openers = code === 'vitals-missing' ? [] : opens(code, can, []);
            const tapped = unsent.some(
              ({ signal, body }) =>
                body.session === ref && openers.some((opener) => opener.signal === signal),
            );
            return (
              <li key={code} className="row">
                <div>
                  <p>{sentence}</p>
                  {resolvableBy.length > 0 && (
                    <p className="small">Can be resolved by {whoCan(resolvableBy)}.</p>
                  )}
                </div>
                <div className="wrap">
                  {tapped && <Tag tone="soon">Waiting to be sent</Tag>}
                  {!tapped &&
                    openers.map((opener) => (
                      <button
                        key={opener.signal}
                        type="button"
                        className="button large"
                        onClick={() => {
                          if (ONE_TAP.includes(opener.signal)) void tap(opener.signal, opener.label, about);
                          else onReport(opener);
                        }}
                      >
                        {opener.label}
                      </button>
                    ))}
                </div>
              </li>
            );
          })}
        </ul>
        {warnings.length > 0 && (
          <div className="body">
            <Warnings warnings={warnings} />
          </div>
        )}
      </Card>
      {asksVitals && mayReport('vitalsRecorded') && (
        <VitalsForm
          session={ref}
          when="before"
          {...(byClient && { known: `Measured by the client at ${clock(zone, vitalsBeforeAt)}.` })}
          refused={refused}
          tap={tap}
        />
      )}
      {mayReport('dosingStarted') && <Start session={session} early={early} tap={tap} />}
    </>
  );
}
