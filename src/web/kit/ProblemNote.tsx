import { Problem } from '../client/problem';
import { inWords, whoCan } from './words';

/** In words: the server calls fields as programs do. */
const fieldsOf = ({ errors }: Problem): string =>
  [...new Set(errors.map(({ field }) => inWords(field).toLowerCase()))].join(', ');

/** What went wrong, with every reason and who can resolve it. Announced as soon as it appears. */
export function ProblemNote({ error }: { error: unknown }) {
  if (!error) return null;
  const problem = error instanceof Problem ? error : undefined;
  const text = problem?.used
    ? 'An earlier attempt may have been recorded already. Look at the record first, then close this form and open it again.'
    : problem && problem.errors.length > 0
      ? `Please check: ${fieldsOf(problem)}.`
      : error instanceof Error
        ? error.message
        : 'Something went wrong.';
  return (
    <div className="note harm" role="alert">
      {problem && problem.reasons.length > 0 ? (
        <ul>
          {problem.reasons.map(({ code, sentence, resolvableBy }) => (
            <li key={`${code} ${sentence}`}>
              {sentence}
              {resolvableBy.length > 0 && (
                <span className="small"> {`This can be resolved by ${whoCan(resolvableBy)}.`}</span>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p>{text}</p>
      )}
    </div>
  );
}
