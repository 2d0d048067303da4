const MOST = 4_000;

/**
 * The same pure function, which remembers its results: the model asks for the same few thousand instants again and
 * again, and `Date` and `Intl` are slow. Errors are not remembered.
 */
export function remember<K, V extends object | string | number>(of: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= MOST) known.clear();
    const result = of(key);
    known.set(key, result);
    return result;
  };
}
