import { useEffect, type RefObject } from 'react';
import { isTyping } from '../../kit/keys';

/** `j` and `k` go to the next and the previous row of the lists inside, to what opens or does it: then Enter does. */
export function useRowKeys(around: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key];
      const busy = event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target);
      if (step === undefined || busy || document.querySelector('dialog[open]')) return;
      const rows = [...(around.current?.querySelectorAll<HTMLElement>('li.row') ?? [])].filter(
        (row) => mainOf(row) !== undefined,
      );
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const next = at < 0 ? (step === 1 ? 0 : -1) : at + step;
      const main = rows[next] && mainOf(rows[next]);
      if (!main) return;
      event.preventDefault();
      main.focus();
      main.closest('li')?.scrollIntoView({ block: 'nearest' });
    };
    addEventListener('keydown', press);
    return () => {
      removeEventListener('keydown', press);
    };
  }, [around]);
}

const mainOf = (row: HTMLElement): HTMLElement | undefined =>
  [...row.querySelectorAll<HTMLElement>('a.button, button.button')].at(-1);
