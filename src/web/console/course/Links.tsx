/** The links to pages that the client was sent, and who decides without an account: a new one, and taking one away. */
import { useState } from 'react';
import { post, type Answer } from '../../client/api';
import { Card } from '../../kit/Card';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { Scroll } from '../../kit/Scroll';
import { Tag, type Tone } from '../../kit/Tag';
import { dayAndTime } from '../../kit/time';
import { useSubmission } from '../../kit/useSubmission';
import { sessionName } from '../../kit/words';
import type { PagePurpose, PrescriberPurpose, ReaderRole } from '../../../vocabulary/pages';
import { PRESCRIBER_ASKED } from '../../../vocabulary/prescriberAsked';
import { useTakesIn } from '../clients/useTakesIn';
import { readAgain, useRead } from '../queries';
import { useZone } from '../session';

type PageLink = Answer<'get', '/api/v1/courses/{id}/links'>['links'][number];
type Outcome = Answer<'post', '/api/v1/courses/{id}/links'>['outcome'];

const PURPOSES: Record<PagePurpose, string> = {
  overview: 'Their page',
  appointment: 'An appointment',
  documents: 'Their documents',
  consent: 'Texts to sign',
  supportPerson: 'Who stays with them',
  rideHome: 'The ride home',
  travelFee: 'The fee for a trip',
  estimate: 'The estimate',
  instructions: 'Instructions',
  changedOrder: 'A changed order',
  delivery: 'A delivery',
  questionnaire: 'Questionnaires',
  checkIn: 'Check-in',
  vitals: 'Vital signs',
  companion: 'For the support person',
  referral: PRESCRIBER_ASKED.referral.title,
  doseReview: PRESCRIBER_ASKED.doseReview.title,
  approval: PRESCRIBER_ASKED.approval.title,
  followUp: PRESCRIBER_ASKED.followUp.title,
  prescription: PRESCRIBER_ASKED.prescription.title,
  shipment: PRESCRIBER_ASKED.shipment.title,
};

const STATES: Record<PageLink['state'], { tone: Tone; words: string }> = {
  works: { tone: 'good', words: 'Works' },
  expired: { tone: 'none', words: 'Expired' },
  used: { tone: 'none', words: 'Used' },
  replaced: { tone: 'none', words: 'Replaced by a newer one' },
  revoked: { tone: 'none', words: 'Revoked' },
  guessed: { tone: 'harm', words: 'Ended: wrong telephone number five times' },
  overtaken: { tone: 'none', words: 'No longer needed' },
};

const saidOf = (outcome: Outcome, who: string): string =>
  ({
    sent: `A new link is on its way to the ${who}.`,
    'not-sent': 'The mail server did not take the e-mail. The link before works as it did.',
    unknown: `The e-mail may have been sent. Ask the ${who} whether it came.`,
  })[outcome];

interface Sends {
  course: string;
  purpose: Exclude<PagePurpose, 'companion'>;
  session?: string | undefined;
  /** Says what became of it. */
  onSent: (said: string) => void;
}

/** `closed`: the course is over, so that no new link is sent. */
export function Links({ course, closed }: { course: string; closed: boolean }) {
  const zone = useZone();
  const takesIn = useTakesIn();
  const links = useRead('/api/v1/courses/{id}/links', { params: { id: course } });
  const [sent, setSent] = useState<string>();
  const sends = takesIn && !closed;
  // Each press after the last one that sent something is another request.
  const newest = links.data?.links[0]?.id;
  return (
    <Card
      title="Links"
      aside={sends && <SendNew key={newest} course={course} purpose="overview" onSent={setSent} />}
    >
      <p role="status" className={sent ? 'done' : 'hidden'}>
        {sent}
      </p>
      <Loaded query={links}>
        {({ links: all, forPrescriber }) => (
          <>
            {sends && forPrescriber && (
              <ForPrescriber key={newest} course={course} {...forPrescriber} onSent={setSent} />
            )}
            {all.length === 0 ? (
              <p className="empty">No link has been sent yet.</p>
            ) : (
              <Scroll label="All links">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">What it opens</th>
                      <th scope="col">Sent</th>
                      <th scope="col">Works until</th>
                      <th scope="col">State</th>
                      <th scope="col">
                        <span className="hidden">What can be done</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {all.map((link) => (
                      <tr key={link.id}>
                        <th scope="row">{whatOpens(link)}</th>
                        <td>{dayAndTime(zone, link.sentAt)}</td>
                        <td>{dayAndTime(zone, link.expiresAt)}</td>
                        <td>
                          <Tag tone={STATES[link.state].tone}>{STATES[link.state].words}</Tag>
                        </td>
                        <td>
                          {takesIn && link.state === 'works' && (
                            <span className="wrap">
                              {sends && link.purpose !== 'companion' && (
                                <SendNew
                                  key={newest}
                                  course={course}
                                  purpose={link.purpose}
                                  session={link.session}
                                  reader={link.reader}
                                  about={whatOpens(link)}
                                  onSent={setSent}
                                />
                              )}
                              <Revoke course={course} link={link} />
                            </span>
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Scroll>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

const whatOpens = ({ purpose, session, reader }: Pick<PageLink, 'purpose' | 'session' | 'reader'>): string =>
  [
    PURPOSES[purpose],
    ...(session === undefined ? [] : [sessionName(session)]),
    ...(reader === undefined ? [] : [`for the ${READERS[reader]}`]),
  ].join(', ');

const READERS: Record<ReaderRole, string> = {
  partner: 'partner',
  prescriber: 'prescriber',
};

interface ToPrescriber {
  course: string;
  reader: ReaderRole;
  purposes: readonly PrescriberPurpose[];
  onSent: (said: string) => void;
}

/** What waits for somebody without an account, each with a link to it. */
function ForPrescriber({ course, reader, purposes, onSent }: ToPrescriber) {
  if (purposes.length === 0) return null;
  return (
    <div className="body wrap">
      {purposes.map((purpose) => (
        <SendNew
          key={purpose}
          course={course}
          purpose={purpose}
          reader={reader}
          label={`Send the ${READERS[reader]} a link: ${PURPOSES[purpose].toLowerCase()}`}
          onSent={onSent}
        />
      ))}
    </div>
  );
}

interface New extends Sends {
  about?: string;
  label?: string;
  reader?: ReaderRole | undefined;
}

function SendNew({ course, purpose, session, about, label, reader, onSent }: New) {
  const { key, busy, error, send } = useSubmission();
  const sendIt = async () => {
    const body = { purpose, ...(session !== undefined && { session }) };
    const { outcome } = await post('/api/v1/courses/{id}/links', { params: { id: course }, key, body });
    await readAgain();
    onSent(saidOf(outcome, reader === undefined ? 'client' : READERS[reader]));
  };
  return (
    <>
      <button type="button" className="button" disabled={busy} onClick={() => void send(sendIt)}>
        {label ?? (about === undefined ? 'Send the client a link to their page' : 'Send a new link')}
        {about !== undefined && <span className="hidden">: {about}</span>}
      </button>
      <ProblemNote error={error} />
    </>
  );
}

function Revoke({ course, link }: { course: string; link: PageLink }) {
  const { key, busy, error, send } = useSubmission();
  const revoke = async () => {
    const input = { params: { id: course }, key, body: { link: link.id } };
    await post('/api/v1/courses/{id}/links/revoke', input);
    await readAgain();
  };
  return (
    <>
      <button type="button" className="button harm" disabled={busy} onClick={() => void send(revoke)}>
        Revoke<span className="hidden">: {whatOpens(link)}</span>
      </button>
      <ProblemNote error={error} />
    </>
  );
}
