import { TEMPLATE_IDS, type TemplateId } from '../../../vocabulary/templates';

/** What is shown, by the word in the address. */
export const MESSAGE_TABS = [
  'open',
  'planned',
  'parked',
  'failed',
  'unknown',
  'dropped',
  'sent',
  'all',
] as const;
export type MessageTab = (typeof MESSAGE_TABS)[number];

export interface MessageSearch {
  state?: MessageTab | undefined;
  template?: TemplateId | undefined;
  /** Id of a client. */
  client?: string | undefined;
  /** Civil dates, both included. */
  from?: string | undefined;
  until?: string | undefined;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const date = (value: unknown): string | undefined =>
  typeof value === 'string' && DATE.test(value) ? value : undefined;

export function messageSearch(search: Record<string, unknown>): MessageSearch {
  const state = MESSAGE_TABS.find((each) => each === search.state);
  const template = TEMPLATE_IDS.find((each) => each === search.template);
  const client = typeof search.client === 'string' ? search.client : undefined;
  const [from, until] = [date(search.from), date(search.until)];
  return {
    ...(state && { state }),
    ...(template && { template }),
    ...(client !== undefined && { client }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}
