/** Where the client of an appointment is told to be, in words that reveal nothing. course.md §9 */
import type { MessageFacts } from '../course/events';

/** What the practice has entered about the places of its appointments. */
export interface PracticePlaces {
  officeAddress?: string;
  videoLink?: string;
}

export interface Place {
  /** `At our office` */
  words: string;
  /** The address of the office, or of the video call. */
  detail?: string;
  /** The address leads to the video call. */
  isLink?: true;
}

type Setting = NonNullable<MessageFacts['setting']>;

/** The place of an appointment in this setting; without a detail until the practice has entered it. */
export function placeOf(setting: Setting, { officeAddress, videoLink }: PracticePlaces): Place {
  switch (setting) {
    case 'inPerson':
      return { words: 'At our office', ...(officeAddress !== undefined && { detail: officeAddress }) };
    case 'remote':
      return { words: 'By video', ...(videoLink !== undefined && { detail: videoLink, isLink: true }) };
    case 'houseCall':
      return { words: 'At your home' };
  }
}

/** The place on one line: `By video: https://video.example/cedar`. */
export const placeInText = ({ words, detail }: Place): string => (detail ? `${words}: ${detail}` : words);

/** Whose clock counts: at the office its own, anywhere else the client's. */
export const zoneOfPlace = (
  setting: Setting | undefined,
  zones: { practice: string; client: string },
): string => (setting === 'inPerson' ? zones.practice : zones.client);
