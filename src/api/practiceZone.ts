import type { ApiStore } from './http/deps';

/** The practice's time zone; UTC until the practice has been set up. */
export const practiceZone = async ({ practice }: Pick<ApiStore, 'practice'>): Promise<string> =>
  (await practice.get())?.zone ?? 'UTC';
