/** Runs in the page: it may use nothing but what it is given. */

/** What the page offers, as far as it is needed here. */
interface Control {
  type?: string;
  name?: string;
  control?: Control | null;
  options?: ArrayLike<{ value: string; label: string }>;
  selectedIndex?: number;
  getAttribute: (name: string) => string | null;
  closest: (selector: string) => Control | null;
  contains: (other: Control) => boolean;
  compareDocumentPosition: (other: Control) => number;
  getBoundingClientRect: () => { left: number; top: number; width: number; height: number };
}

declare const document: {
  body: Control;
  activeElement: Control | null;
  elementFromPoint: (x: number, y: number) => Control | null;
};

/** A control, or what is around or labels it: what leads the focus to it, and what it is. */
export function lookAt(given: object) {
  const element = given as Control;
  const control =
    element.closest('a[href], button, input, select, textarea, summary, [role=option], [tabindex]') ??
    element.closest('label')?.control ??
    element;
  const at = document.activeElement;
  const isOption = control.getAttribute('role') === 'option';
  const PRECEDING = 2;
  const isBefore = at && at !== document.body && at.compareDocumentPosition(control) & PRECEDING;
  const sameChoice = control.type === 'radio' && at?.type === 'radio' && at.name === control.name;
  const isThere = isOption ? control.getAttribute('aria-selected') === 'true' : at === control;
  const { left, top, width, height } = control.getBoundingClientRect();
  const parts = [0.1, 0.5, 0.9];
  const seen = parts.some((x) =>
    parts.some((y) => {
      const hit = document.elementFromPoint(left + width * x, top + height * y);
      return hit !== null && (control.contains(hit) || hit.contains(control));
    }),
  );
  return {
    /** The key that leads toward it; empty if the focus is there. */
    key: isThere ? '' : isOption || sameChoice ? 'ArrowDown' : isBefore ? 'Shift+Tab' : 'Tab',
    /** Something lies over all of it, or it is outside of the window. */
    isCovered: !seen,
    /** It is chosen with the arrow keys, from the field that the list belongs to. */
    isOption,
    isTicked: control.type === 'checkbox' || control.type === 'radio',
    type: control.type,
    options: Array.from(control.options ?? [], ({ value, label }) => [value, label]),
    chosen: control.selectedIndex ?? -1,
  };
}
