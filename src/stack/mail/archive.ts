import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { orStorageFull } from '../../files/storageFull';
import { mailId, readMail, type CaughtMail } from './message';

const EXTENSION = '.eml';
const UNFINISHED = '.part';

/** The caught e-mails, one file each: they survive a restart, and any mail program can open them. */
export class MailArchive {
  private counter = 0;

  private constructor(
    private readonly folder: string,
    private readonly mails: CaughtMail[],
  ) {}

  /** Reads the folder. Creates it if it is missing. */
  static async open(folder: string): Promise<MailArchive> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = readdirSync(folder).sort();
    // Interrupted while being received. The sender got no answer and will send them again.
    for (const name of found) if (name.endsWith(UNFINISHED)) rmSync(path.join(folder, name));
    const names = found.filter((name) => name.endsWith(EXTENSION));
    const mails = await Promise.all(
      names.map((name) => readMail(path.basename(name, EXTENSION), readFileSync(path.join(folder, name)))),
    );
    return new MailArchive(folder, mails);
  }

  /**
   * Saves one message with its envelope recipients. It is on disk when the promise resolves.
   * @throws StorageFullError; then nothing of the message is kept
   */
  async add(sender: string, recipients: readonly string[], message: Buffer): Promise<CaughtMail> {
    const id = mailId(new Date(), ++this.counter);
    const envelope = [`Return-Path: <${sender}>`, ...recipients.map((to) => `Delivered-To: ${to}`), ''];
    const raw = Buffer.concat([Buffer.from(envelope.join('\r\n')), message]);
    const file = path.join(this.folder, id + EXTENSION);
    orStorageFull(file, () => {
      write(file, raw);
    });
    const mail = await readMail(id, raw);
    this.mails.push(mail);
    return mail;
  }

  /** All messages, oldest first. */
  all(): readonly CaughtMail[] {
    return [...this.mails];
  }

  find(id: string): CaughtMail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }
}

function write(file: string, raw: Buffer): void {
  const unfinished = file + UNFINISHED;
  try {
    writeFileSync(unfinished, raw, { mode: 0o600 });
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
