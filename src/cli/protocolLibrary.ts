import { loadConfig } from '../config';
import { protocolLibrary as libraryIn, type ProtocolLibrary } from '../protocols/load';

/** The protocols of this installation: those shipped with it and the practice's own. @throws ProtocolError */
export const protocolLibrary = (): ProtocolLibrary => libraryIn(loadConfig().protocolsDir);
