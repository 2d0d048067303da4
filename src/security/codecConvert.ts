import type { RequestHandler } from 'express';
import { identify, type Engineer } from './codecAccess';
import { clock, type CodecServerOptions } from './codecOptions';
import { readPayloads, writePayloads } from './codecWire';
import { PayloadError } from './errors';
import { encryptionCodec } from './payloadCodec';
import { sendProblem } from './problem';

type Handler = RequestHandler<object, unknown, unknown, object, { engineer: Engineer }>;

const KIND = { decode: 'payloadsDecoded', encode: 'payloadsEncoded' } as const;

/** Passes requests of engineers for the right namespace; all others get a problem. */
export function engineersOnly(options: CodecServerOptions): Handler {
  return async (req, res, next) => {
    const access = await identify(req, options, clock(options));
    if (!access.ok) {
      sendProblem(res, access.refusal);
    } else if (req.get('x-namespace') !== options.namespace) {
      const detail = `This server only reads the namespace "${options.namespace}", which X-Namespace must name.`;
      sendProblem(res, { status: 403, code: 'codec-namespace-refused', detail });
    } else {
      res.locals.engineer = access.engineer;
      next();
    }
  };
}

/** Decodes or encodes the payloads in the body, and audits it before answering. */
export function convert(direction: 'decode' | 'encode', options: CodecServerOptions): Handler {
  const codec = encryptionCodec(options.keyring);
  return async (req, res) => {
    const payloads = readPayloads(req.body);
    if (!payloads) {
      const detail = 'The body must be {"payloads": […]}, the JSON form of temporal.api.common.v1.Payloads.';
      sendProblem(res, { status: 400, code: 'codec-body-invalid', detail });
      return;
    }
    const converted = await codec[direction](payloads).catch(asPayloadError);
    await options.audit({
      kind: KIND[direction],
      at: clock(options).toISOString(),
      ...res.locals.engineer,
      namespace: options.namespace,
      payloads: payloads.length,
      outcome: converted instanceof PayloadError ? converted.code : 'ok',
    });
    if (converted instanceof PayloadError) {
      sendProblem(res, { status: 422, code: converted.code, detail: converted.message });
    } else {
      res.json(writePayloads(converted));
    }
  };
}

function asPayloadError(error: unknown): PayloadError {
  if (error instanceof PayloadError) return error;
  throw error;
}
