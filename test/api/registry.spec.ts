import {
  API,
  ENDPOINTS,
  FALLBACKS,
  type OperationId,
  type RequestOf,
  type ResponseOf,
} from '../../src/api/registry';
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

const hasOtherParameters = (path: string): boolean =>
  path.replace(/^\/api\/v1\/(courses|clients|inquiries|protocols|staff|tokens)\/\{id\}/, '').includes('{');

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
    expect(endpoint({ ...described, path: '/api/v1/clients/{id}/extra' }).problems).toBeUndefined();
  });

  it('takes no path in which the id of a course could hide', () => {
    const computed: string = ['/api/v1', 'courses', '{id}'].join('/');
    const pattern = computed as `/api/v1/${string}`;
    const either = '/api/v1/extra' as '/api/v1/extra' | '/api/v1/courses/{id}/extra';
    const attempts = [
      // @ts-expect-error not known to the compiler
      () => endpoint({ ...described, path: computed }),
      // @ts-expect-error known in part
      () => endpoint({ ...described, path: pattern }),
      // @ts-expect-error one of them is a course's
      () => endpoint({ ...described, path: either }),
      // @ts-expect-error a parameter other than {id}
      () => endpoint({ ...described, path: '/api/v1/ledgers/{course}' }),
      // @ts-expect-error an id of something that may belong to a course
      () => endpoint({ ...described, path: '/api/v1/ledgers/{id}' }),
      // @ts-expect-error a second parameter
      () => endpoint({ ...described, path: '/api/v1/clients/{id}/courses/{course}' }),
    ];
    expect(attempts).toHaveLength(6);
  });

  it('has no parameter but the id of a course, a client, a protocol, a person or a token', () => {
    const outside = ENDPOINTS.map(({ path }) => path).filter(hasOtherParameters);
    expect(outside).toEqual([]);
    expect(FALLBACKS.map(({ path }) => path).filter(hasOtherParameters)).toEqual([
      '/api/v1/courses/{id}/signals/{name}',
    ]);
    expect(hasOtherParameters('/api/v1/ledgers/{course}')).toBe(true);
  });

  it('authorizes the caller for the course wherever a path has its id', () => {
    const ofCourses = ENDPOINTS.filter(({ path }) => path.startsWith('/api/v1/courses/{id}'));
    const unguarded = ofCourses.filter(({ problems }) => !problems?.includes('course-unknown'));
    expect(unguarded.map(({ id }) => id)).toEqual([]);
    expect(ofCourses.length).toBeGreaterThan(20);
  });
});
