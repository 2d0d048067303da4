import { Tag } from './Tag';

interface Props {
  warnings: readonly { code: string; sentence: string; course?: string | undefined }[] | undefined;
}

/** What to look at about a booking, although nothing was refused. */
export function Warnings({ warnings = [] }: Props) {
  if (warnings.length === 0) return null;
  return (
    <ul className="warnings">
      {warnings.map(({ code, sentence, course }) => (
        <li key={`${code} ${course ?? ''}`} className="small">
          <Tag tone="soon">Look at this</Tag> {sentence}
        </li>
      ))}
    </ul>
  );
}
