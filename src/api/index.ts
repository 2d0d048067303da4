export { createApi } from './createApi';
export type { ApiDeps, ApiLimits, ApiStore } from './deps';
export { EngineError, type CourseEngine, type EngineErrorCode, type EngineOutcome } from './engine';
export { API_ERROR_CODES, toApiError, type ApiErrorCode } from './errors';
export { openApiDocument } from './openapi';
export { startApi, type Listening, type RunningApi } from './startApi';
export { temporalEngine, type TemporalEngineOptions } from './temporalEngine';
export { openCourses, tellThese, type Reach, type Report } from './everyCourse';
export { previewMove, type ProtocolPreview } from './previewMove';
