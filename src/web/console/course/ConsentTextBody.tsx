/** What a text of a consent says, as the client reads it, and how to prove that it is the same. */
interface Props {
  text: { body: string; language: string; sha256: string };
}

export function ConsentTextBody({ text: { body, language, sha256 } }: Props) {
  return (
    <div className="stack">
      <div lang={language}>
        {body
          .replace(/^(#.*)$/gm, '\n$1\n')
          .split(/\n{2,}/)
          .map((part) => part.trim())
          .filter((part) => part !== '')
          .map((part, index) =>
            part.startsWith('#') ? (
              <h3 key={index}>{part.replace(/^#+ */, '')}</h3>
            ) : (
              <p key={index} style={{ whiteSpace: 'pre-line' }}>
                {part}
              </p>
            ),
          )}
      </div>
      <p className="small">SHA-256 of the text: {sha256}</p>
    </div>
  );
}
