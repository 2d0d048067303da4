/** A version of a protocol, as the server shows it. */
import type { Answer } from '../../client/api';

export type Shown = Answer<'get', '/api/v1/protocols/{id}'>;

export const versionQuery = (version: number | undefined) => (version === undefined ? {} : { version });
