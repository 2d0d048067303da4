import { z } from 'zod';
import { inquiryFields } from '../../../catalog/inquiry';
import { owedFrom } from '../../../store';
import { endpoint } from '../../http/endpoint';
import { inquiryOut } from '../../inquiries/out';
import { InquiryOut } from '../../inquiries/schema';
import { practiceOf } from '../../inquiries/step';
import { INTAKE } from '../../roles';
import { reachable, UNREACHABLE } from '../clients/client';

export const createInquiry = endpoint({
  id: 'createInquiry',
  method: 'post',
  path: '/api/v1/inquiries',
  tag: 'Inquiries',
  summary: 'Write down an inquiry that came by telephone or otherwise.',
  description: 'It is owed an answer like any other. The person gets no e-mail about it.',
  roles: INTAKE,
  success: 'created',
  problems: ['practice-not-set-up'],
  body: z
    .strictObject({
      ...inquiryFields,
      reachedBy: inquiryFields.reachedBy.default('either'),
      message: inquiryFields.message.default(''),
      answers: inquiryFields.answers.default([]),
    })
    .refine(reachable, { path: ['phone'], error: UNREACHABLE })
    .meta({ id: 'NewInquiry', description: 'An e-mail address or a phone number is needed.' }),
  response: InquiryOut,
  handler: async ({ body: { email, phone, ...body }, who, deps: { store }, derivedId: id, now }) => {
    const { from, by: dueAt } = owedFrom(await practiceOf(store), now);
    await store.atOnce(async ({ inquiries, audit }) => {
      const added = await inquiries.add({
        ...{ ...body, id, createdAt: now, source: 'staff', language: 'en', owedFrom: from, dueAt },
        ...(email !== undefined && { email }),
        ...(phone !== undefined && { phone }),
      });
      if (!added) return;
      const by = { role: who.role, id: who.staffId };
      await audit.append({
        stream: 'inquiries',
        at: now,
        kind: 'inquiry-added',
        by,
        detail: { inquiry: id },
      });
    });
    return inquiryOut(store, id);
  },
});
