import { useQuery } from '@tanstack/react-query';
import { get } from '../../client/api';

/** Why coming back from the identity provider signed nobody in. */
const FAILURES: Readonly<Record<string, string>> = {
  unavailable: 'does not answer. Sign in with your password, or try again later.',
  refused: 'did not let you in. Try again, or sign in with your password.',
  nobody: 'let you in, but nobody on the staff has your e-mail address there. Ask your lead to add you.',
};

/** Takes it out of the address, so that a reload does not say it again. */
function takeFailure(): string | undefined {
  const address = new URL(location.href);
  const failure = address.searchParams.get('provider') ?? undefined;
  if (failure !== undefined) {
    address.searchParams.delete('provider');
    history.replaceState(history.state, '', address);
  }
  return failure;
}

const CAME_BACK_WITH = takeFailure();

/** Signing in by the practice's identity provider, where there is one. */
export function ByProvider({ over }: { over: boolean }) {
  const { data } = useQuery({
    queryKey: ['sign-in ways'],
    queryFn: () => get('/api/v1/session/ways', { background: true }),
    staleTime: Infinity,
    refetchInterval: false,
  });
  if (!data?.provider) return null;
  const { name } = data.provider;
  const said = CAME_BACK_WITH !== undefined && !over && FAILURES[CAME_BACK_WITH];
  return (
    <>
      {said && (
        <p className="note soon" role="alert">
          {name.charAt(0).toUpperCase() + name.slice(1)} {said}
        </p>
      )}
      <a className="button" href={`/auth/oidc?to=${encodeURIComponent(location.pathname)}`}>
        Sign in with {name}
      </a>
      {over && (
        <p className="small">
          That leaves this page. What you entered in a report is kept, what you entered elsewhere is not.
        </p>
      )}
    </>
  );
}
