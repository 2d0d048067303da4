import { z } from 'zod';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { environmentSchema, type Environment } from './schema';

export { describeConfig } from './describe';

type Env = Readonly<Record<string, string | undefined>>;

/** The environment holds a value this program cannot run with. `variable` is its name. */
export class ConfigError extends Error {
  readonly code = 'config-invalid';
  constructor(
    readonly variable: string,
    readonly problem: string,
  ) {
    super(`${variable}: ${problem}`);
    this.name = 'ConfigError';
  }
}

/** Everything the environment decides. Frozen; read once at start and handed down. */
export type Config = ReturnType<typeof shape>;

/**
 * Reads and checks the environment.
 * @throws ConfigError naming the first variable that is wrong, what is wrong and what is allowed.
 */
export function loadConfig(env: Env = process.env): Config {
  const parsed = environmentSchema.safeParse(withoutEmpty(env));
  if (!parsed.success) throw firstProblem(parsed.error, env);
  return deepFreeze(shape(parsed.data, env));
}

/** Where a Temporal client connects: the configured address, else this machine's development server. */
export function temporalAddress(config: Config): string {
  return config.temporal.address ?? `127.0.0.1:${config.temporal.port}`;
}

function shape(env: Environment, source: Env) {
  return {
    production: env.NODE_ENV === 'production',
    dataDir: env.THROUGHLINE_DATA,
    /** Undefined: only what is shipped. */
    protocolsDir: env.THROUGHLINE_PROTOCOLS,
    logLevel: env.LOG_LEVEL,
    logFile: env.LOG_FILE,
    shutdownSeconds: env.SHUTDOWN_SECONDS,
    /** Undefined: a development key is made in the data folder. The first encrypts, all decrypt. */
    payloadKeys: env.PAYLOAD_KEYS,
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      taskQueue: env.TASK_QUEUE,
      port: env.TEMPORAL_PORT,
      uiPort: env.TEMPORAL_UI_PORT,
      uiOrigin: env.TEMPORAL_UI_URL ?? `http://127.0.0.1:${env.TEMPORAL_UI_PORT}`,
      connection: connectionOptions(env, source),
    },
    database: { url: env.DATABASE_URL },
    mail: {
      smtpUrl: env.SMTP_URL,
      smtpPort: env.SMTP_PORT,
      mailboxPort: env.MAILBOX_PORT,
      from: env.MAIL_FROM,
    },
    api: {
      host: env.HOST,
      port: env.PORT,
      proxies: env.TRUSTED_PROXIES,
      publicUrl: env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`,
    },
  };
}

/** TLS, API key and address as Temporal's own tools read them (TEMPORAL_TLS*, TEMPORAL_PROFILE, ...). */
function connectionOptions(env: Environment, source: Env) {
  const named = source.TEMPORAL_PROFILE !== undefined || source.TEMPORAL_CONFIG_FILE !== undefined;
  try {
    const overrideEnvVars = { ...withoutEmpty(source), TEMPORAL_NAMESPACE: env.TEMPORAL_NAMESPACE };
    const options = loadClientConnectConfig({ disableFile: !named, overrideEnvVars }).connectionOptions;
    return { ...options, address: options.address ?? `127.0.0.1:${env.TEMPORAL_PORT}` };
  } catch (error) {
    throw new ConfigError('TEMPORAL_PROFILE', `Temporal's client settings cannot be read: ${String(error)}`);
  }
}

/** An empty variable counts as absent, as it does for a shell script and a compose file. */
function withoutEmpty(env: Env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => Boolean(pair[1]?.trim())),
  );
}

const SECRET = /KEY|URL|SECRET|TOKEN|PASSWORD/;

function firstProblem(error: z.ZodError, env: Env): ConfigError {
  const issue = error.issues[0];
  const variable = String(issue?.path[0] ?? 'environment');
  const given = env[variable];
  const said = given === undefined || SECRET.test(variable) ? '' : ` (it is ${JSON.stringify(given)})`;
  return new ConfigError(variable, `${issue?.message ?? 'is not valid'}${said}`);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
