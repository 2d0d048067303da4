const SENTENCES = {
  'course-unknown': 'There is no such course.',
  'course-responds':
    'It responds: there is nothing to repair. A course that has just stopped is noticed after a minute.',
  'course-over': 'It is over: its ledger is closed, and nothing has to run it.',
  'course-not-begun':
    'It has no log, and Temporal does not know what it was to begin with. Start a new course for the client.',
  'course-repaired-already': 'Somebody else has just repaired it.',
} as const;

/** Why a course is not repaired. */
export class RepairRefused extends Error {
  override readonly name = 'RepairRefused';

  constructor(
    readonly code: keyof typeof SENTENCES,
    readonly course: string,
  ) {
    super(SENTENCES[code]);
  }
}
