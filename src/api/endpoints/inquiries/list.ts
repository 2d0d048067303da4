import { z } from 'zod';
import { INQUIRY_STATES } from '../../../vocabulary/inquiries';
import { endpoint } from '../../http/endpoint';
import { paged } from '../../http/paging';
import { listedOut } from '../../inquiries/out';
import { ListedInquiryOut } from '../../inquiries/schema';
import { INTAKE } from '../../roles';

const inquiries = paged({
  ...{ id: 'InquiryList', rows: 'inquiries', row: ListedInquiryOut, most: 200, usual: 50 },
});

export const listInquiries = endpoint({
  id: 'listInquiries',
  method: 'get',
  path: '/api/v1/inquiries',
  tag: 'Inquiries',
  summary: 'List inquiries, the newest first.',
  roles: INTAKE,
  problems: inquiries.problems,
  query: z.strictObject({
    state: z.enum(INQUIRY_STATES).optional().meta({ description: 'Only these. Default: all.' }),
    ...inquiries.query,
  }),
  response: inquiries.response,
  handler: async ({ query: { state, ...query }, deps: { store } }) => {
    const found = await store.inquiries.list({ ...(state && { state }) }, inquiries.page(query));
    return { ...found, inquiries: await listedOut(store, found.inquiries) };
  },
});
