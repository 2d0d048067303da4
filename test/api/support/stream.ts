/** Server-sent events, read as a browser does. */
export interface Events {
  /** All data so far, in order. */
  readonly seen: Record<string, unknown>[];
  /** Resolves with the first event, from the beginning, that matches. Fails if the stream ends without one. */
  until: (matches: (event: Record<string, unknown>) => boolean) => Promise<Record<string, unknown>>;
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  close(): void;
}

export async function openEvents(url: string, headers: Record<string, string>): Promise<Events> {
  const leaving = new AbortController();
  const answer = await fetch(url, { headers, signal: leaving.signal });
  if (answer.status !== 200 || !answer.body) throw new Error(`answered with ${answer.status}`);
  const seen: Record<string, unknown>[] = [];
  let wake: () => void = () => undefined;
  let isOver = false;
  const read = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of body) {
        const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks)
          if (block.startsWith('data: ')) seen.push(JSON.parse(block.slice(6)) as Record<string, unknown>);
        wake();
      }
    } catch {
      // Cut off, by us or by the server.
    }
    isOver = true;
    wake();
  };
  const ended = read(answer.body);
  return {
    seen,
    ended,
    until: async (matches) => {
      for (;;) {
        const found = seen.find(matches);
        if (found) return found;
        if (isOver) throw new Error(`the stream ended after ${JSON.stringify(seen)}`);
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    close: () => {
      leaving.abort();
    },
  };
}
