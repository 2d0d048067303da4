import { actingRole, opens, owedBy } from '../../../../src/web/console/reports/actions';

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

describe('who has several roles', () => {
  const task = {
    ...{ key: 'enter-charge:dosing-1', kind: 'enter-charge', role: 'biller', session: 'dosing-1' },
    ...{ sentence: '', openedAt: '2027-01-04T17:00:00Z', completedBy: ['biller', 'lead'] },
  } as const;
  const waiting = { tasks: [task] } as unknown as Parameters<typeof owedBy>[0];

  it('acts in the role of the task that the report does', () => {
    expect(owedBy(waiting, 'chargeEntered', { session: 'dosing-1' })).toEqual(['biller']);
    expect(owedBy(waiting, 'chargeEntered', {})).toEqual(['biller']);
  });

  it('does not act in the role of another task', () => {
    expect(owedBy(waiting, 'chargeEntered', { session: 'dosing-2' })).toEqual([]);
    expect(owedBy(waiting, 'paymentPosted', {})).toEqual([]);
    expect(owedBy(waiting, 'taskCompleted', { task: 'other' })).toEqual([]);
  });

  it('acts in the role that the closed gate names', () => {
    const gates = [{ code: 'consent-missing', sentence: '', resolvableBy: ['client', 'frontDesk'] }] as const;
    const closed = { tasks: [], gates } as unknown as Parameters<typeof owedBy>[0];
    expect(owedBy(closed, 'consentSigned', {})).toEqual(['client', 'frontDesk']);
    expect(owedBy(closed, 'labsCleared', {})).toEqual([]);
  });

  it('otherwise acts in the one whose job it is first', () => {
    expect(actingRole(['therapist', 'lead'], ['client', 'lead'])).toBe('lead');
    expect(actingRole(['therapist', 'lead'], ['biller'])).toBe('therapist');
    expect(actingRole([], ['biller'])).toBeUndefined();
  });
});
