import { completedBy, needsNote, TASKS } from '../../src/vocabulary/tasks';

it.each(Object.entries(TASKS))(
  'the task %s starts with what to do, not with what has happened',
  (_, sentence) => {
    expect(sentence).not.toMatch(/^(The|A|An|This|Nobody|Someone|There|It) /);
  },
);

it('what a role has to have seen is completed by that role alone', () => {
  for (const kind of ['short-notice', 'client-withdrew'] as const)
    expect(completedBy({ kind, role: 'prescriber' })).toEqual(['prescriber']);
  expect(completedBy({ kind: 'incident', role: 'prescriber' })).toEqual(['prescriber', 'lead']);
});

it('that an incident was handled takes a note', () => {
  expect(needsNote('incident:hold-1')).toBe(true);
  expect(needsNote('call-now:hold-1')).toBe(true);
  expect(needsNote('short-notice:dosing-1.0:therapist')).toBe(false);
});
