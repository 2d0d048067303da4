/** Rehearsals of `npm start`: a practice apart, with its own Temporal server, database and mailbox, started on demand. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import { SIGN_IN_SCOPE, type Rehearsals } from '../api';
import type { ProtocolLibrary } from '../protocols/load';
import { hashOf, newSecret } from '../security/secrets';
import { openRehearsedPractice, type OpenPractice } from './rehearsedPractice';
import type { Progress } from './progress';

/** Long enough for a meeting in between; then its server is not kept running for nobody. */
const IDLE_MS = 30 * 60_000;
const LOOK_EVERY_MS = 60_000;
const RETRY_SECONDS = '1';
const UNAVAILABLE = 503;

interface Options {
  log?: Progress;
  idleMs?: number;
}

export function offerRehearsals(
  protocols: () => Promise<ProtocolLibrary>,
  options: Options = {},
): Rehearsals {
  let rehearsal: Rehearsal | undefined;
  return {
    state: () => rehearsal?.state ?? 'off',
    start: () => {
      if (rehearsal && rehearsal.state !== 'failed') return;
      rehearsal = new Rehearsal(protocols, options);
      void rehearsal.open();
    },
    enter: () => rehearsal?.enter(),
    stop: async () => {
      const ending = rehearsal;
      rehearsal = undefined;
      await ending?.close();
    },
  };
}

/** One address, behind which the practice can be replaced by a new one. */
class Rehearsal {
  state: 'starting' | 'on' | 'failed' | 'off' = 'starting';
  private readonly cookie = '__Host-throughline-rehearsal';
  private practice: OpenPractice | undefined;
  private server: Server | undefined;
  private work: Promise<void> = Promise.resolve();
  /** Of the addresses that open it, each once; and of those who are in it. */
  private readonly entries = new Set<string>();
  private readonly inside = new Set<string>();
  private usedAt = Date.now();
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly protocols: () => Promise<ProtocolLibrary>,
    private readonly options: Options,
  ) {}

  open(): Promise<void> {
    return this.inTurn(async () => {
      this.server = await listening(this.front());
      await this.raise();
      this.idle = setInterval(() => {
        if (Date.now() - this.usedAt > (this.options.idleMs ?? IDLE_MS)) void this.close();
      }, LOOK_EVERY_MS).unref();
    });
  }

  enter(): string | undefined {
    if (this.state !== 'on') return undefined;
    const secret = newSecret();
    this.entries.add(hashOf(secret));
    return `${this.address}/enter/${secret}`;
  }

  close(): Promise<void> {
    clearInterval(this.idle);
    return this.inTurn(async () => {
      this.state = 'off';
      this.server?.closeAllConnections();
      this.server?.close();
      await this.practice?.stop();
      this.practice = undefined;
    });
  }

  private get address(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  private async inTurn(work: () => Promise<void>): Promise<void> {
    this.work = this.work.then(work).catch((error: unknown) => {
      this.state = 'failed';
      this.options.log?.(`The rehearsal failed: ${error instanceof Error ? error.message : String(error)}`);
    });
    return this.work;
  }

  private async raise(): Promise<void> {
    this.state = 'starting';
    const practice = await openRehearsedPractice({
      address: this.address,
      cookie: this.cookie,
      protocols: await this.protocols(),
      startOver: () => {
        void this.startOver();
      },
    });
    for (const hash of this.inside) await practice.admit(hash);
    this.practice = practice;
    this.state = 'on';
    void practice.died.catch(() => {
      if (this.practice === practice && this.state === 'on') this.state = 'failed';
    });
  }

  private startOver(): Promise<void> {
    const before = this.practice;
    this.practice = undefined;
    this.state = 'starting';
    return this.inTurn(async () => {
      await before?.stop();
      await this.raise();
    });
  }

  private front(): Express {
    const app = express();
    app.get('/enter/:secret', this.letIn);
    app.use((req, res, next) => {
      if (req.get('throughline-background') === undefined) this.usedAt = Date.now();
      if (this.practice) this.practice.app(req, res, next);
      else
        res
          .status(UNAVAILABLE)
          .set('Retry-After', RETRY_SECONDS)
          .json({ code: 'not-ready', detail: 'The rehearsal is starting.' });
    });
    return app;
  }

  private readonly letIn: RequestHandler = async (req, res) => {
    const hash = hashOf(String(req.params.secret));
    if (!this.practice || !this.entries.delete(hash)) {
      res
        .status(404)
        .type('text')
        .send('This address has been used, or the rehearsal has ended. Open it again from the console.');
      return;
    }
    const secret = newSecret();
    this.inside.add(hashOf(secret));
    await this.practice.admit(hashOf(secret));
    res.cookie(this.cookie, secret, SIGN_IN_SCOPE).redirect(303, '/console/rehearsal');
  };
}

async function listening(app: Express): Promise<Server> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}
