import type { Payload } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { z } from 'zod';

const { Payloads } = temporal.api.common.v1;

/** More than one page of history contains. The body limit bounds the bytes. */
const MAX_PAYLOADS = 10_000;

const PayloadsJson = z.looseObject({
  payloads: z
    .array(
      z.looseObject({ metadata: z.record(z.string(), z.base64()).optional(), data: z.base64().optional() }),
    )
    .max(MAX_PAYLOADS)
    // The JSON of protobuf leaves out an empty list.
    .default([]),
});

/** Reads the JSON form of the protobuf message Payloads (bytes in base64); undefined if it is not valid. */
export function readPayloads(body: unknown): Payload[] | undefined {
  const shape = PayloadsJson.safeParse(body);
  if (!shape.success) return undefined;
  try {
    return Payloads.fromObject(shape.data).payloads;
  } catch {
    return undefined;
  }
}

/** Writes payloads in the same JSON form. */
export function writePayloads(payloads: Payload[]): object {
  return Payloads.toObject(Payloads.create({ payloads }), { bytes: String, longs: String });
}
