import { opens } from '../../../../src/web/console/reports/actions';

const CAN = ['sessionScheduled', 'integrationCompleted'] as const;
const labels = (sessions: Parameters<typeof opens>[2]) =>
  opens('integration-owed', CAN, sessions).map(({ label }) => label);

describe('an integration that is owed', () => {
  it('is booked, or recorded if it took place', () => {
    expect(labels([])).toEqual(['Book integration', 'Record integration']);
    expect(labels([{ kind: 'integration', status: 'completed' }])).toContain('Book integration');
    expect(labels([{ kind: 'dosing', status: 'scheduled' }])).toContain('Book integration');
  });

  it('is only recorded while one is booked', () => {
    expect(labels([{ kind: 'integration', status: 'scheduled' }])).toEqual(['Record integration']);
  });
});
