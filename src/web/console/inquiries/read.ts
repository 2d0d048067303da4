import type { Answer } from '../../client/api';

export type Read = Answer<'get', '/api/v1/inquiries/{id}'>;
