import { useEffect, useState } from 'react';

/** Whether a time has come. It turns by itself when it does. */
export function useReached(at: number): boolean {
  const [reached, setReached] = useState(Date.now() >= at);
  useEffect(() => {
    const look = () => {
      setReached(Date.now() >= at);
    };
    look();
    const looking = setInterval(look, 1_000);
    return () => {
      clearInterval(looking);
    };
  }, [at]);
  return reached;
}
