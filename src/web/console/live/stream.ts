/**
 * What others change, as it happens: one stream for all tabs of a browser, which allows six connections to a server in
 * all. The tab that holds a lock reads it and tells the others; when it is closed, another one takes over.
 */
import type { ChangeEvent } from '../../../api/endpoints/changes';

/** What is heard. `lost`: no changes come, since when. */
export type News = Exclude<ChangeEvent, { type: 'interrupted' }> | { type: 'lost'; since: number };
type Listener = (news: News) => void;
/** A new tab asks whether the stream flows. */
type Between = News | { type: 'question' };

const NAME = 'throughline-changes';
/** After the server refused a stream. Otherwise a browser connects again by itself. */
const RETRY_MS = 10_000;

/** Follows the stream until it is stopped. */
export function followChanges(listener: Listener): () => void {
  const channel = new BroadcastChannel(NAME);
  const stopping = new AbortController();
  let isLeader = false;
  let state: News = { type: 'lost', since: Date.now() };

  const tell = (news: News): void => {
    if (news.type !== 'change') state = news;
    channel.postMessage(news);
    listener(news);
  };
  channel.onmessage = ({ data }: MessageEvent<Between>) => {
    if (data.type !== 'question') listener(data);
    else if (isLeader) channel.postMessage(state);
  };
  channel.postMessage({ type: 'question' } satisfies Between);

  const lead = (): Promise<void> =>
    new Promise((resolve) => {
      isLeader = true;
      const close = readStream(tell);
      stopping.signal.addEventListener('abort', () => {
        close();
        resolve();
      });
    });
  navigator.locks.request(NAME, { signal: stopping.signal }, lead).catch(() => undefined);

  return () => {
    stopping.abort();
    channel.close();
  };
}

/** Reads the stream, and connects again after every break. Returns what ends it. */
function readStream(tell: (news: News) => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLost = false;
  const lose = (): void => {
    if (!isLost) tell({ type: 'lost', since: Date.now() });
    isLost = true;
  };
  const open = (): void => {
    source = new EventSource('/api/v1/changes');
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const news = JSON.parse(data) as ChangeEvent;
      if (news.type === 'ready') isLost = false;
      if (news.type === 'interrupted') lose();
      else tell(news);
    };
    source.onerror = () => {
      lose();
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
