/** As the API's own sentences, but of a command, which has no Idempotency-Key to repeat. */
const SENTENCES: Readonly<Record<string, string>> = {
  'temporal-unavailable': 'Temporal cannot be reached.',
  'workers-unavailable': 'No worker answered in time.',
  'course-not-begun': 'The course is just being started.',
  'course-busy': 'More is being reported to this course than it can take at once.',
  'payload-keys-differ': 'The workers do not have the payload keys of this installation.',
};

export const sentenceOf = (code: string, message: string): string => SENTENCES[code] ?? message;

/** What a command cannot do; the message says to a person why, and what to do instead. */
export class CommandRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CommandRefused';
  }
}
