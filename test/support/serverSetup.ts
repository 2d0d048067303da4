import { startSharedServer } from './sharedServer';

/** Starts the one Temporal server that all spec files of the `server` project share. */
export default startSharedServer;
