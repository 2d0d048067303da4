import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, describeConfig, loadConfig, temporalAddress } from '../../src/config';

const KEY = Buffer.alloc(32, 7).toString('base64');
const PRODUCTION = {
  NODE_ENV: 'production',
  TEMPORAL_ADDRESS: 'temporal.example.org:7233',
  DATABASE_URL: 'postgres://db.example.org/throughline',
  SMTP_URL: 'smtps://mail.example.org',
  PAYLOAD_KEYS: `2026:${KEY}`,
};

function refusal(env: Record<string, string>): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the environment was accepted');
}

describe('the configuration', () => {
  it('needs nothing for development', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      dataDir: path.resolve('data'),
      temporal: { address: undefined, namespace: 'throughline', port: 7233 },
      database: { url: undefined },
      api: { port: 8080, publicUrl: 'http://127.0.0.1:8080' },
    });
    expect(temporalAddress(config)).toBe('127.0.0.1:7233');
  });

  it('cannot be changed after it is loaded', () => {
    const config = loadConfig({});
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.temporal)).toBe(true);
  });

  it('treats an empty variable as absent', () => {
    expect(loadConfig({ PORT: '', SMTP_URL: ' ' }).api.port).toBe(8080);
  });

  it.each([
    ['PORT', 'abc', 'port number'],
    ['PORT', '0', 'port number'],
    ['PORT', '65536', 'port number'],
    ['PORT', '80.5', 'port number'],
    ['SMTP_URL', 'http://mail.example.org', 'smtp://'],
    ['DATABASE_URL', 'mysql://db', 'postgres://'],
    ['DATABASE_URL', 'not a url', 'postgres://'],
    ['PUBLIC_URL', 'care.example.org', 'https://'],
    ['TEMPORAL_ADDRESS', 'http://temporal:7233', 'HOST:PORT'],
    ['TEMPORAL_ADDRESS', 'temporal', 'HOST:PORT'],
    ['TEMPORAL_ADDRESS', 'temporal:99999', 'HOST:PORT'],
    ['TEMPORAL_NAMESPACE', 'two words', 'letters'],
    ['TEMPORAL_TLS', 'perhaps', 'true, false'],
    ['LOG_LEVEL', 'loud', 'fatal, error, warn, info, debug, trace, silent'],
    ['SHUTDOWN_SECONDS', '-1', 'whole number'],
    ['MAIL_FROM', 'nobody', 'e-mail address'],
    ['HOST', 'a b', 'host name'],
    ['NODE_ENV', 'staging', 'development, test, production'],
    ['PAYLOAD_KEYS', 'nokey', '32 bytes'],
    ['PAYLOAD_KEYS', `a:${Buffer.alloc(16).toString('base64')}`, '32 bytes'],
    ['PAYLOAD_KEYS', `a:${KEY},a:${KEY}`, 'Two payload keys'],
    ['TEMPORAL_PORT', '8080', 'differ from PORT'],
  ])('refuses %s=%s and says what is allowed', (variable, value, allowed) => {
    const error = refusal({ [variable]: value });
    expect(error.variable).toBe(variable);
    expect(error.message).toMatch(new RegExp(`^${variable}: `));
    expect(error.message).toContain(allowed);
  });

  it('never repeats a secret in a refusal', () => {
    expect(refusal({ DATABASE_URL: 'mysql://u:hunter2@db' }).message).not.toContain('hunter2');
    expect(refusal({ PAYLOAD_KEYS: 'old:hunter2' }).message).not.toContain('hunter2');
  });

  it.each(['TEMPORAL_ADDRESS', 'DATABASE_URL', 'PAYLOAD_KEYS'])(
    'starts and generates nothing in production: %s is required',
    (variable) => {
      expect(loadConfig(PRODUCTION).production).toBe(true);
      expect(refusal({ ...PRODUCTION, [variable]: '' }).variable).toBe(variable);
    },
  );

  it('passes an API key to the Temporal connection, over TLS', () => {
    const { connection } = loadConfig({ ...PRODUCTION, TEMPORAL_API_KEY: 'k' }).temporal;
    expect(connection).toMatchObject({ address: 'temporal.example.org:7233', apiKey: 'k', tls: true });
  });

  it('has every variable documented', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toBe(describeConfig());
  });
});
