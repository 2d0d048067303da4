import { useEffect, useState } from 'react';

/** The value once it has not changed for a moment: what is typed is not asked about letter by letter. */
export function useSettled<T>(value: T, ms = 400): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const wait = setTimeout(() => {
      setSettled(value);
    }, ms);
    return () => {
      clearTimeout(wait);
    };
  }, [value, ms]);
  return settled;
}
