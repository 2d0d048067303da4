import { z } from 'zod';
import { endpoint } from '../../http/endpoint';
import { unknownInquiry } from '../../inquiries/out';
import { InquiryId } from '../../inquiries/schema';
import { hasConsultAhead, IS_CLIENT, notPossible } from '../../inquiries/step';
import { INTAKE } from '../../roles';

export const removeInquiry = endpoint({
  id: 'removeInquiry',
  method: 'post',
  path: '/api/v1/inquiries/{id}/remove',
  tag: 'Inquiries',
  summary: 'Remove an inquiry that is spam, or was sent by mistake.',
  description:
    'Nothing of it is kept but the entry in the audit, which has no name. One that has become a client stays.',
  roles: INTAKE,
  problems: ['inquiry-unknown', 'inquiry-not-possible'],
  params: InquiryId,
  response: z.object({ removed: z.literal(true) }).meta({ id: 'InquiryRemoved' }),
  handler: ({ params: { id }, who, deps: { store }, now }) =>
    store.atOnce(async ({ inquiries, audit }) => {
      const inquiry = await inquiries.findToChange(id);
      if (!inquiry) throw unknownInquiry();
      if (inquiry.clientId !== undefined || inquiry.courseId !== undefined) throw notPossible(IS_CLIENT);
      if (hasConsultAhead(inquiry, now))
        throw notPossible('A consult is booked. Cancel it first, so that the person hears of it.');
      await inquiries.remove(id);
      const by = { role: who.role, id: who.staffId };
      await audit.append({
        ...{ stream: 'inquiries', at: now, kind: 'inquiry-removed', by, detail: { inquiry: id } },
      });
      return { removed: true } as const;
    }),
});
