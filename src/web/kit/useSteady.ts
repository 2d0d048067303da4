/**
 * A list that does not move while somebody works in it: under the pointer or around the focus, every row keeps its place,
 * what is gone stays as it was, and what is new waits. Afterward, or on demand, the list is as it is.
 */
import { useEffect, useRef, useState, type FocusEvent, type PointerEvent, type RefObject } from 'react';

const MOVE = new EventTarget();
const LEFT_FOR_MS = 150;

/** After something that the person did: all lists become as they are. */
export function letMove(): void {
  MOVE.dispatchEvent(new Event('move'));
}

export interface SteadyRow<T> {
  key: string;
  row: T;
  /** It is no longer on the list. */
  gone: boolean;
}

export interface Steady<T> {
  rows: SteadyRow<T>[];
  /** How many are new, and how many gone, since the list stands still. */
  added: number;
  gone: number;
  show: () => void;
  /** For the element around the list. */
  around: {
    ref: RefObject<HTMLDivElement | null>;
    onPointerMove: (event: PointerEvent) => void;
    onPointerLeave: () => void;
    onFocus: () => void;
    onBlur: (event: FocusEvent) => void;
  };
}

/** Scrolls along when what is above the element grows or shrinks, so that it does not move under the pointer. */
function keepInPlace(element: HTMLElement): () => void {
  const top = () => element.getBoundingClientRect().top;
  let before = top();
  const scrolled = () => {
    before = top();
  };
  const resized = new ResizeObserver(() => {
    window.scrollBy(0, top() - before);
  });
  resized.observe(document.body);
  window.addEventListener('scroll', scrolled);
  return () => {
    resized.disconnect();
    window.removeEventListener('scroll', scrolled);
  };
}

export function useSteady<T>(current: readonly T[] | undefined, keyOf: (row: T) => string): Steady<T> {
  const now = new Map(current?.map((row) => [keyOf(row), row]));
  const latest = useRef(now);
  const element = useRef<HTMLDivElement>(null);
  const inside = useRef({ pointer: false, focus: false });
  const [held, setHeld] = useState<ReadonlyMap<string, T>>();
  const change = (where: Partial<typeof inside.current>) => {
    Object.assign(inside.current, where);
    const works = inside.current.pointer || inside.current.focus;
    setHeld((before) => (works ? (before ?? latest.current) : undefined));
  };
  useEffect(() => {
    latest.current = now;
    // A row that went away with the focus in it tells nobody.
    if (inside.current.focus && !element.current?.contains(document.activeElement)) change({ focus: false });
  });
  useEffect(() => {
    const move = () => {
      inside.current = { pointer: false, focus: false };
      setHeld(undefined);
    };
    MOVE.addEventListener('move', move);
    return () => {
      MOVE.removeEventListener('move', move);
    };
  }, []);
  const standsStill = held !== undefined;
  useEffect(() => (standsStill && element.current ? keepInPlace(element.current) : undefined), [standsStill]);
  const shown = held ?? now;
  const rows = [...shown].map(([key, row]) => ({ key, row: now.get(key) ?? row, gone: !now.has(key) }));
  return {
    rows,
    added: [...now.keys()].filter((key) => !shown.has(key)).length,
    gone: rows.filter(({ gone }) => gone).length,
    show: () => {
      setHeld(now);
    },
    around: {
      ref: element,
      // A finger does not rest anywhere.
      onPointerMove: ({ pointerType }) => {
        if (pointerType !== 'touch' && !inside.current.pointer) change({ pointer: true });
      },
      // The browser also says so when the list moves away, just before it is put back in its place.
      onPointerLeave: () => {
        setTimeout(() => {
          if (!element.current?.matches(':hover')) change({ pointer: false });
        }, LEFT_FOR_MS);
      },
      onFocus: () => {
        change({ focus: true });
      },
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) change({ focus: false });
      },
    },
  };
}
