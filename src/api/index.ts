export { createApi } from './createApi';
export type { ApiDeps, ApiLimits, ApiStore } from './http/deps';
export { API_ERROR_CODES, toApiError, type ApiErrorCode } from './http/errors';
export { openApiDocument } from './openapi/openapi';
export { startApi, type Listening, type RunningApi } from './startApi';
export { SCOPE as SIGN_IN_SCOPE } from './http/visitor';
export type { RehearsedMail, RehearsedPractice, Rehearsals } from './rehearsal';
