import { endsCourse, undoing } from '../../../../src/web/console/reports/undoing';

describe('what was recorded', () => {
  it('ends the course if it caused its end, whatever was reported', () => {
    expect(endsCourse([{ type: 'courseReviewed' }, { type: 'courseClosed' }])).toBe(true);
    expect(endsCourse([{ type: 'courseReviewed' }])).toBe(false);
    expect(endsCourse([{ type: 'clientWithdrew' }])).toBe(true);
  });

  it('can be undone by the lead if it ended the course, even if it cannot be corrected otherwise', () => {
    expect(undoing(true, false, ['therapist', 'lead'])).toBe('offered');
    expect(undoing(true, false, ['therapist'])).toBe('by the lead');
    expect(undoing(true, true, ['therapist'])).toBe('by the lead');
  });

  it('can be undone where there is a correction, and not where there is none', () => {
    expect(undoing(false, true, ['biller'])).toBe('offered');
    expect(undoing(false, false, ['lead'])).toBe('no');
  });
});
