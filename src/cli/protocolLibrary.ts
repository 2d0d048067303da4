import { loadConfig } from '../config';
import { protocolLibrary, type ProtocolLibrary } from '../protocols/load';

/** The protocols of this installation: what is shipped, and the practice's own. @throws ProtocolError */
export const installed = (): ProtocolLibrary => protocolLibrary(loadConfig().protocolsDir);
