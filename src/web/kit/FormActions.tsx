interface Props {
  /** What sending it does, and what the button says meanwhile. */
  label: string;
  meanwhile: string;
  busy: boolean;
  onCancel: () => void;
}

/** The end of a form in a dialog. */
export function FormActions({ label, meanwhile, busy, onCancel }: Props) {
  return (
    <div className="actions">
      <button type="button" className="button" onClick={onCancel}>
        {/* Beside “Cancel session”, nobody could tell which of the two does it. */}
        {label.startsWith('Cancel') ? 'Back' : 'Cancel'}
      </button>
      <button type="submit" className="button primary" disabled={busy}>
        {busy ? meanwhile : label}
      </button>
    </div>
  );
}
