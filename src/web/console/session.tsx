/**
 * Who is signed in. If the session ends, or nobody has done anything for as long as the practice allows, a sign-in goes over
 * the screen, and what was typed stays.
 */
import {
  createContext,
  lazy,
  Suspense,
  use,
  useCallback,
  useEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { flushSync } from 'react-dom';
import { useQuery } from '@tanstack/react-query';
import { get, post, type Answer } from '../client/api';
import { Problem } from '../client/problem';
import { signedOut } from '../client/signedOut';
import { UNLOCKED } from '../kit/Dialog';
import { ProblemNote } from '../kit/ProblemNote';
import { idleMs, noteDoing, useIdle } from './idle';
import { useLive } from './live/useLive';
import { queries, readAgain } from './queries';
import { moveClock } from './rehearsal/clock';
import type { Step } from './signIn/Password';
import { SignIn } from './signIn/SignIn';

const FirstRun = lazy(() => import('./firstRun/FirstRun').then((found) => ({ default: found.FirstRun })));

export type Session = Answer<'get', '/api/v1/session'>;

/** Reading who is signed in counts as a person's doing only if there was some since it was last read. */
const READ_EVERY_MS = 60_000;

const Current = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = use(Current);
  if (!session) throw new Error('used outside of a session');
  return session;
}

/** How far a sign-in has come that is not complete. */
const stepAfter = (error: unknown): Step =>
  error instanceof Problem && error.code === 'second-factor-needed'
    ? 'secondFactor'
    : error instanceof Problem && error.code === 'second-factor-setup-needed'
      ? 'secondFactorSetup'
      : 'password';

/** The zone in which staff read and enter times. */
export const useZone = (): string => useSession().practice.zone;

/** Who is signed in. In a rehearsal, the page's clock follows its time. */
async function readSession(background = false): Promise<Session> {
  const session = await get('/api/v1/session', { background });
  if (session.rehearsal?.here) moveClock(session.rehearsal.now);
  return session;
}

export function SignedIn({ children }: { children: ReactNode }) {
  const [locked, setLocked] = useState(false);
  /** From the moment it is known that the installation is empty, until somebody is signed in. */
  const [empty, setEmpty] = useState(false);
  const { data, error, isPending } = useQuery({
    queryKey: ['session'],
    queryFn: () => readSession(idleMs() > READ_EVERY_MS),
    retry: (count, problem) => count < 3 && problem instanceof Problem && problem.repeatable,
    refetchInterval: READ_EVERY_MS,
  });
  if (!empty && error instanceof Problem && error.code === 'set-up-needed') setEmpty(true);
  useEffect(
    () =>
      signedOut.listen(() => {
        setLocked(true);
      }),
    [],
  );
  const lock = useCallback(() => {
    setLocked(true);
    // Without a line, the server ends it by its own clock.
    post('/api/v1/session/sign-out', { body: {} }).catch(() => undefined);
  }, []);
  // In a rehearsal, moving the time is no absence.
  useIdle(locked || data?.rehearsal?.here ? undefined : data?.idleMinutes, lock);
  const shownTo = useRef<string>(undefined);
  const person = data?.person.id;
  useLive(queries, person !== undefined && !locked);
  useEffect(() => {
    // Somebody else signed in, here or in another tab: nothing that the first one read or typed stays.
    if (shownTo.current !== undefined && person !== undefined && person !== shownTo.current) {
      sessionStorage.clear();
      location.reload();
    }
    shownTo.current = person;
  }, [person]);
  const unlock = async () => {
    noteDoing();
    await queries.query({ queryKey: ['session'], queryFn: () => readSession(), staleTime: 0 });
    flushSync(() => {
      setLocked(false);
    });
    dispatchEvent(new Event(UNLOCKED));
    await readAgain();
  };
  if (!data && empty)
    return (
      <Suspense fallback={<p className="empty">Loading …</p>}>
        <FirstRun onSignedIn={unlock} />
      </Suspense>
    );
  if (!data && isPending) return <p className="empty">Loading …</p>;
  if (!data && !locked) return <ProblemNote error={error} />;
  return (
    <>
      {data && (
        <div key={data.person.id} inert={locked} hidden={locked}>
          <Current value={data}>{children}</Current>
        </div>
      )}
      {locked && (
        <SignIn
          email={data?.person.email}
          over={data !== undefined}
          first={stepAfter(error)}
          onSignedIn={unlock}
        />
      )}
    </>
  );
}
