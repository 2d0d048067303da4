import { endpoint } from '../../http/endpoint';
import { inquiryOut } from '../../inquiries/out';
import { InquiryId, InquiryOut } from '../../inquiries/schema';
import { INTAKE } from '../../roles';

export const readInquiry = endpoint({
  id: 'readInquiry',
  method: 'get',
  path: '/api/v1/inquiries/{id}',
  tag: 'Inquiries',
  summary: 'Read an inquiry.',
  roles: INTAKE,
  problems: ['inquiry-unknown'],
  params: InquiryId,
  response: InquiryOut,
  handler: ({ params: { id }, deps: { store } }) => inquiryOut(store, id),
});
