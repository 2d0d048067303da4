interface ChoiceProps {
  all: readonly { id: string; title: string }[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

export function ProtocolChoice({ all, chosen, onChange }: ChoiceProps) {
  return (
    <fieldset>
      <legend>Protocols</legend>
      {all.map(({ id, title }) => (
        <label key={id} className="choice">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => {
              const others = chosen.filter((each) => each !== id);
              onChange(event.target.checked ? [...others, id] : others);
            }}
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
