import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '../../src/config';
import { payloadKeyring, PayloadKeysDamagedError } from '../../src/config/payloadKeys';
import { temporaryFolder } from '../stack/support/temporary';

const KEY = Buffer.alloc(32, 7).toString('base64');

describe('the payload keys', () => {
  const base = temporaryFolder();
  const configFor = (name: string, env: Record<string, string> = {}) => {
    const dataDir = path.join(base, name);
    mkdirSync(dataDir);
    return {
      file: path.join(dataDir, 'payload-keys'),
      config: loadConfig({ THROUGHLINE_DATA: dataDir, ...env }),
    };
  };

  it('keep their order: the first encrypts', () => {
    const keys = payloadKeyring(loadConfig({ PAYLOAD_KEYS: `new:${KEY}, old:${KEY}` }));
    expect(keys.current.id).toBe('new');
    expect(keys.find('old')).toBeDefined();
  });

  it('are created once in development, readable only by the owner', () => {
    const { file, config } = configFor('made');
    const made = payloadKeyring(config).current;
    expect(payloadKeyring(config).current.key.equals(made.key)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['', '\n', 'development:', `development:${KEY.slice(0, 20)}`])(
    'are created again when a power cut left %j and nothing has used them; the old file is kept',
    (damaged) => {
      const { file, config } = configFor(`unused-${damaged.length}`);
      writeFileSync(file, damaged);
      writeFileSync(path.join(config.dataDir, 'lock'), '{}');
      const made = payloadKeyring(config).current;
      expect(payloadKeyring(config).current.key.equals(made.key)).toBe(true);
      const [aside = ''] = readdirSync(config.dataDir).filter((name) => name.includes('.damaged-'));
      expect(readFileSync(path.join(config.dataDir, aside), 'utf8')).toBe(damaged);
    },
  );

  it.each(['temporal', 'database', 'anything'])(
    'are never replaced when %s exists: the error says what to do',
    (other) => {
      const { file, config } = configFor(`used-${other}`);
      mkdirSync(path.join(config.dataDir, other));
      writeFileSync(file, '');
      expect(() => payloadKeyring(config)).toThrow(PayloadKeysDamagedError);
      expect(() => payloadKeyring(config)).toThrow(
        /payload-keys.*empty or damaged.*Restore it from a backup/,
      );
      expect(readFileSync(file, 'utf8')).toBe('');
    },
  );

  it('are never replaced while Temporal runs elsewhere', () => {
    const { file, config } = configFor('elsewhere', { TEMPORAL_ADDRESS: '127.0.0.1:7233' });
    writeFileSync(file, '');
    expect(() => payloadKeyring(config)).toThrow(PayloadKeysDamagedError);
  });

  it('do not appear in an error', () => {
    const { file, config } = configFor('secret', { TEMPORAL_ADDRESS: '127.0.0.1:7233' });
    writeFileSync(file, `${KEY}:development`);
    expect(() => payloadKeyring(config)).not.toThrow(KEY);
  });
});
