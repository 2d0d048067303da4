import express, { type ErrorRequestHandler } from 'express';
import { codecServer, type CodecAuditEntry, type CodecServerOptions } from '../../src/security/codecServer';
import { newKeyEntry, parseKeyring } from '../../src/security/keyring';
import { createToken, type Role } from '../../src/security/tokens';
import { memoryCodecSessions } from './memoryCodecSessions';
import { memoryTokenStore } from './memoryTokenStore';

export const UI = 'http://127.0.0.1:8233';

/** The codec server as an application mounts it, with a clock to move and an audit to read. */
export async function codecApp(changes: Partial<CodecServerOptions> = {}) {
  const time = { now: new Date('2027-01-04T17:00:00Z') };
  const audit: CodecAuditEntry[] = [];
  const tokens = changes.tokens ?? memoryTokenStore();
  const keyring = parseKeyring(newKeyEntry('k1'));
  const options: CodecServerOptions = {
    keyring,
    tokens,
    sessions: memoryCodecSessions(tokens),
    namespace: 'calm-demo',
    uiOrigin: UI,
    audit: (entry) => void audit.push(entry),
    now: () => time.now,
    ...changes,
  };
  const app = express();
  app.use('/codec', codecServer(options));
  // Express tells an error handler by its four parameters.
  const failed: ErrorRequestHandler = (_error, _req, res, _next) => void res.status(503).end();
  app.use(failed);
  const tokenFor = (role: Role) => createToken(tokens, { role, staffId: `staff-${role}` }, time.now);
  const engineer = await tokenFor('engineer');
  return { app, audit, engineer, keyring, time, tokenFor, tokens };
}
