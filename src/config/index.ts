import { z } from 'zod';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { environmentSchema, type Environment } from './schema';

export { describeConfig } from './describe';

type Env = Readonly<Record<string, string | undefined>>;

/** An environment variable has an invalid value. `variable` is its name. */
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

/** All settings from the environment. Frozen; read once at start and passed down. */
export type Config = ReturnType<typeof shape>;

/**
 * Reads and checks the environment.
 * @throws ConfigError naming the first invalid variable, what is wrong and what is allowed.
 */
export function loadConfig(env: Env = process.env): Config {
  const parsed = environmentSchema.safeParse(withoutEmpty(env));
  if (!parsed.success) throw firstProblem(parsed.error, env);
  return deepFreeze(shape(parsed.data, env));
}

/** Where a Temporal client connects: the configured address, or else this machine's development server. */
export function temporalAddress(config: Config): string {
  return config.temporal.address ?? `127.0.0.1:${config.temporal.port}`;
}

function shape(env: Environment, source: Env) {
  return {
    production: env.NODE_ENV === 'production',
    dataDir: env.THROUGHLINE_DATA,
    /** Undefined: only the shipped protocols. */
    protocolsDir: env.THROUGHLINE_PROTOCOLS,
    logLevel: env.LOG_LEVEL,
    logFile: env.LOG_FILE,
    shutdownSeconds: env.SHUTDOWN_SECONDS,
    /** Undefined: a development key is created in the data folder. The first encrypts, all decrypt. */
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
      /** Where e-mails are caught while no mail server is set. In production, they wait instead. */
      catcherUrl: env.NODE_ENV === 'production' ? undefined : `smtp://127.0.0.1:${env.SMTP_PORT}`,
    },
    /** False: people sign in by password alone. */
    provider: env.OIDC_ISSUER !== undefined && {
      issuer: env.OIDC_ISSUER,
      clientId: env.OIDC_CLIENT_ID ?? '',
      clientSecret: env.OIDC_CLIENT_SECRET ?? '',
      name: env.OIDC_NAME,
      secondFactor: env.OIDC_SECOND_FACTOR,
    },
    api: {
      host: env.HOST,
      port: env.PORT,
      consolePort: env.CONSOLE_PORT,
      proxies: env.TRUSTED_PROXIES,
      idleMinutes: env.SESSION_IDLE_MINUTES,
      publicUrl: env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`,
    },
  };
}

/** TLS, API key and address, read the way Temporal's own tools do (TEMPORAL_TLS*, TEMPORAL_PROFILE, ...). */
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

/** An empty variable counts as absent, as in a shell script or a compose file. */
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
  const current = given === undefined || SECRET.test(variable) ? '' : ` (it is ${JSON.stringify(given)})`;
  return new ConfigError(variable, `${issue?.message ?? 'is not valid'}${current}`);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
