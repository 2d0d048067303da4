import { prepareDatabases } from './databases';

/** Before the spec files of the `unit` project. */
export default prepareDatabases;
