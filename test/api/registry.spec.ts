import { API, type OperationId, type RequestOf, type ResponseOf } from '../../src/api/registry';
import { endpoint } from '../../src/api/http/endpoint';
import { courseEndpoint } from '../../src/api/http/courseAccess';
import { z } from 'zod';

const described = {
  id: 'extra',
  method: 'get',
  tag: 'Courses',
  summary: 'Try it.',
  roles: [],
  response: z.object({}),
  handler: () => Promise.resolve({}),
} as const;

describe('the registry', () => {
  it('has every operation under its own id', () => {
    for (const [id, operation] of Object.entries(API)) expect(operation.id).toBe(id);
  });

  it('gives a client the types of what it sends and receives', () => {
    const phase: ResponseOf<'readCourse'>['phase'] = 'maintenance';
    const body: RequestOf<'sessionCancelled'>['body'] = { session: 'dosing-1', reason: 'weather' };
    const path: (typeof API)['readLedger']['path'] = '/api/v1/courses/{id}/ledger';
    const id: OperationId = 'doseConfirmed';
    // @ts-expect-error no such phase
    const noPhase: ResponseOf<'readCourse'>['phase'] = 'lunch';
    // @ts-expect-error no such field
    const noField: RequestOf<'sessionCancelled'>['body'] = { session: 'dosing-1', why: 'weather' };
    // @ts-expect-error no such operation
    const noOperation: OperationId = 'eatLunch';
    expect([phase, body.reason, API.readLedger.path, API[id].method]).toEqual([
      'maintenance',
      'weather',
      path,
      'post',
    ]);
    expect([noPhase, noField.session, noOperation]).toEqual(['lunch', 'dosing-1', 'eatLunch']);
  });

  it('takes an operation on a course only from the factory that authorizes the caller', () => {
    // @ts-expect-error must be made by courseEndpoint
    endpoint({ ...described, path: '/api/v1/courses/{id}/extra' });
    const guarded = courseEndpoint({ ...described, path: '/api/v1/courses/{id}/extra' });
    expect(guarded.problems).toContain('course-unknown');
    expect(endpoint({ ...described, path: '/api/v1/extra' }).problems).toBeUndefined();
  });
});
