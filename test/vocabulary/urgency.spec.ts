import { inUrgency, taskOwed, urgencyOf } from '../../src/vocabulary/urgency';
import type { TaskKind } from '../../src/vocabulary/tasks';

const task = (kind: TaskKind, openedAt: string, dueBy?: string) => ({ kind, key: kind, openedAt, dueBy });

describe('the order of what is owed', () => {
  it('is safety first, then the longest overdue, then what is due, then the oldest without a time', () => {
    const sorted = inUrgency(
      [
        task('labs', '2027-01-02'),
        task('training', '2027-01-01'),
        task('book-dosing', '2027-01-03', '2027-02-02'),
        task('enter-charge', '2027-01-04', '2027-01-05'),
        task('review-hold', '2027-01-05', '2027-03-01'),
        task('incident', '2027-01-06', '2027-04-01'),
      ],
      taskOwed,
    );
    expect(sorted.map(({ kind }) => kind)).toEqual([
      'incident',
      'review-hold',
      'enter-charge',
      'book-dosing',
      'training',
      'labs',
    ]);
  });

  it('puts the gate of a hold with the review of a hold, and no other gate before a task', () => {
    expect(urgencyOf('on-hold')).toBe(urgencyOf('review-hold'));
    expect(urgencyOf('approval-missing')).toBe(urgencyOf('labs'));
  });

  it('keeps the order of equals', () => {
    const equals = ['b', 'a', 'c'].map((name) => ({ name, urgency: 1 }));
    expect(inUrgency(equals, (one) => one).map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  });
});
