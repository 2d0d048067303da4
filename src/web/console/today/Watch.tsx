import { Link } from '@tanstack/react-router';
import type { Answer } from '../../client/api';
import { Loaded } from '../../kit/Loaded';
import { ProblemNote } from '../../kit/ProblemNote';
import { SteadyCard } from '../../kit/SteadyCard';
import { Tag, type Tone } from '../../kit/Tag';
import { dayAndTime, span } from '../../kit/time';
import { PHASES } from '../../kit/words';
import { inUrgency, urgencyOf } from '../../../vocabulary/urgency';
import { useRead } from '../queries';
import { useZone } from '../session';

type Course = Answer<'get', '/api/v1/courses'>['courses'][number];

interface Watched {
  course: Course;
  why: string;
  tone: Tone;
  tag: string;
  words: string;
  dueBy?: string | undefined;
  since?: string | undefined;
}

/** Before everything else: nobody can report to a course that does not respond, whatever happens. */
const STUCK = -1;

const keyOf = ({ course, why }: Watched): string => `${course.id} ${why}`;

/** Where somebody could come to harm: breaches, silence, holds, and courses that do not respond. */
export function Watch() {
  const zone = useZone();
  const late = useRead('/api/v1/courses', { query: { view: 'overdue', closed: 'false', limit: 50 } });
  const soon = useRead('/api/v1/courses', { query: { view: 'aboutToBreach', limit: 50 } });
  const silent = useRead('/api/v1/courses', { query: { view: 'silent', limit: 50 } });
  const held = useRead('/api/v1/courses', { query: { onHold: 'true', closed: 'false', limit: 50 } });
  const stuck = useRead('/api/v1/courses', { query: { view: 'stuck', limit: 50 } });
  const now = Date.now();
  // Nothing is said to be well before every question is answered.
  const known = [late, soon, silent, held, stuck].every(({ data }) => data !== undefined) || undefined;
  const found: Watched[] = [
    ...(stuck.data?.courses ?? []).map((course) => ({
      ...{ course, why: 'stuck', tone: 'harm' as const, tag: 'Does not respond' },
      since: course.stuck?.since,
      words: 'The course takes no reports. The lead and the engineers were told.',
    })),
    ...(late.data?.courses ?? [])
      .filter(({ breachAt }) => breachAt !== undefined && Date.parse(breachAt) <= now)
      .map((course) => ({
        ...{ course, why: 'late', tone: 'harm' as const, tag: 'Breach', dueBy: course.breachAt },
        words: `A deadline passed ${dayAndTime(zone, course.breachAt ?? '')}. ${PHASES[course.phase]}.`,
      })),
    ...(soon.data?.courses ?? []).map((course) => ({
      ...{ course, why: 'soon', tone: 'soon' as const, dueBy: course.breachAt },
      tag: `${span(Date.parse(course.breachAt ?? '') - now)} left`,
      words: `A deadline passes ${dayAndTime(zone, course.breachAt ?? '')}. ${PHASES[course.phase]}.`,
    })),
    ...(held.data?.courses ?? []).map((course) => ({
      ...{ course, why: 'held', tone: 'soon' as const, tag: 'On hold', dueBy: course.next?.dueBy },
      words: course.next?.sentence ?? `The course waits for a decision. ${PHASES[course.phase]}.`,
    })),
    ...(silent.data?.courses ?? []).map((course) => ({
      ...{ course, why: 'silent', tone: 'soon' as const, since: course.waitingSince },
      tag: `Silent ${span(now - Date.parse(course.waitingSince ?? ''))}`,
      words: `Nothing has been done since ${dayAndTime(zone, course.waitingSince ?? '')}. ${PHASES[course.phase]}.`,
    })),
  ];
  const rows = inUrgency(found, ({ course, why, dueBy, since }) => ({
    urgency: why === 'stuck' ? STUCK : urgencyOf(course.next?.what ?? ''),
    ...{ dueBy, since },
  }));
  return (
    <SteadyCard
      title="Watch"
      count={known && rows.length}
      aside="safety first, then what is overdue"
      rows={known && rows}
      keyOf={keyOf}
    >
      {(steady) => (
        <>
          {[late, soon, silent, held, stuck].map(({ error }, index) => (
            <ProblemNote key={index} error={error} />
          ))}
          <Loaded query={late}>
            {() =>
              !known ? (
                <p className="empty">Loading …</p>
              ) : (
                <>
                  {steady.length === 0 && <p className="empty">Nothing needs watching.</p>}
                  <ul>
                    {steady.map(({ key, row: { course, tone, tag, words }, gone }) => (
                      <li key={key} className="row">
                        <Tag tone={gone ? 'good' : tone}>{gone ? 'No longer' : tag}</Tag>
                        <p className="strong">{course.client?.name ?? 'Without a client'}</p>
                        <p>{words}</p>
                        <Link className="button" to="/courses/$id" params={{ id: course.id }} search={{}}>
                          Open<span className="hidden"> {course.client?.name}</span>
                        </Link>
                      </li>
                    ))}
                  </ul>
                </>
              )
            }
          </Loaded>
        </>
      )}
    </SteadyCard>
  );
}
