import { endDatabases } from './databases';

/** After the spec files of the `unit` project. */
export default endDatabases;
