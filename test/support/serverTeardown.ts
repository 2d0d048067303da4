import { stopSharedServer } from './sharedServer';

/** Stops it, with everything it kept. */
export default stopSharedServer;
