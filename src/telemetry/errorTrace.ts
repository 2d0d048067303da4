/** The names, codes and stack frames of an error and its causes, without messages: they can quote values. */
export function errorTrace(error: unknown, depth = 0): object | undefined {
  if (!(error instanceof Error) || depth > 3) return undefined;
  const code = 'code' in error ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    frames: frames.slice(0, 8).map((line) => line.trim()),
    cause: errorTrace(error.cause, depth + 1),
  };
}
