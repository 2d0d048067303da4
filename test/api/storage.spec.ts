import request from 'supertest';
import { StoreError } from '../../src/store';
import { ADA, apiApp, type ApiApp } from './support/apiApp';

describe('while the disk is full', () => {
  let api: ApiApp;
  let space = true;
  beforeAll(async () => {
    api = await apiApp({ hasSpace: () => Promise.resolve(space) });
  });
  beforeEach(() => {
    space = true;
  });
  afterAll(() => api.store.close());

  it('a change is refused at once with 503 and Retry-After, and taken under the same key when there is space', async () => {
    const course = await api.newCourse();
    space = false;
    const report = () =>
      api.post(`/api/v1/courses/${course}/signals/crisisFlagged`, 'therapist', {}, 'the-same-key');
    const refused = await report().expect(503);
    expect(refused.headers['retry-after']).toBe('5');
    expect(refused.body).toMatchObject({ code: 'storage-full', title: 'The disk is full' });
    expect((await api.post('/api/v1/clients', 'frontDesk', ADA).expect(503)).body).toMatchObject({
      code: 'storage-full',
    });
    space = true;
    expect((await report().expect(200)).headers['idempotent-replayed']).toBeUndefined();
  });

  it('reads go on, and /readyz says why it is degraded', async () => {
    const course = await api.newCourse();
    space = false;
    await api.get(`/api/v1/courses/${course}`).expect(200);
    expect((await request(api.app).get('/readyz').expect(200)).body).toMatchObject({
      status: 'degraded',
      checks: { storage: 'full', database: 'up' },
    });
    space = true;
    expect((await request(api.app).get('/readyz').expect(200)).body).toMatchObject({ status: 'ready' });
  });

  it('of a database elsewhere, its own word counts', async () => {
    jest.spyOn(api.store.idempotency, 'begin').mockRejectedValueOnce(new StoreError('storage-full'));
    const refused = await api.post('/api/v1/clients', 'frontDesk', ADA).expect(503);
    expect(refused.body).toMatchObject({ code: 'storage-full' });
    expect(refused.headers['retry-after']).toBe('5');
  });
});
