interface Props {
  /** Of the page that is shown; absent for the first. */
  cursor: string | undefined;
  /** Of the next page, if there is one. */
  next: string | undefined;
  onTurn: (cursor: string | undefined) => void;
  /** What the buttons say, such as "Back to the latest". */
  back: string;
  more: string;
}

/** Turns the pages of a long list. Nothing if there is only one. */
export function Pages({ cursor, next, onTurn, back, more }: Props) {
  if (cursor === undefined && next === undefined) return null;
  return (
    <div className="actions body">
      {cursor !== undefined && (
        <button
          type="button"
          className="button"
          onClick={() => {
            onTurn(undefined);
          }}
        >
          {back}
        </button>
      )}
      {next !== undefined && (
        <button
          type="button"
          className="button"
          onClick={() => {
            onTurn(next);
          }}
        >
          {more}
        </button>
      )}
    </div>
  );
}
