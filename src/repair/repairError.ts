const SENTENCES = {
  'course-unknown': 'This course does not exist.',
  'course-responds':
    'The course responds, so there is nothing to repair. A course that just stopped is noticed after a minute.',
  'course-over': 'The course has ended and its ledger is closed. It needs no workflow.',
  'course-not-begun':
    'The course has no log and no start data in Temporal. Start a new course for the client.',
  'course-repaired-already': 'Someone else has just repaired this course.',
} as const;

/** A course cannot be repaired. The code says why. */
export class RepairRefused extends Error {
  override readonly name = 'RepairRefused';

  constructor(
    readonly code: keyof typeof SENTENCES,
    readonly course: string,
  ) {
    super(SENTENCES[code]);
  }
}
