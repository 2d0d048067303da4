import type { Store } from '../store';

/** The practice's time zone; UTC until the practice has been set up. @throws StoreError */
export const practiceZone = async ({
  practice,
}: {
  practice: Pick<Store['practice'], 'get'>;
}): Promise<string> => (await practice.get())?.zone ?? 'UTC';
