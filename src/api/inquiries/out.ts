import type { z } from 'zod';
import { telephoneUri } from '../../catalog/contact';
import type { Inquiry } from '../../store';
import { warning, type Warning } from '../../vocabulary/warnings';
import type { ApiStore } from '../http/deps';
import { ApiError } from '../http/errors';
import type { InquiryOut, ListedInquiryOut } from './schema';

type Stores = Pick<ApiStore, 'clients' | 'inquiries' | 'inquiryMails' | 'staff'>;

export const unknownInquiry = (): ApiError =>
  new ApiError('inquiry-unknown', 'This inquiry does not exist, or was removed.');

const consultOut = ({ consult }: Inquiry, names: Map<string, string>) =>
  consult && {
    ...consult,
    staff: { id: consult.staffId, name: names.get(consult.staffId) ?? '' },
  };

/** Rows of a list, with the names of who holds the consults. */
export async function listedOut(
  { staff }: Pick<Stores, 'staff'>,
  inquiries: readonly Inquiry[],
): Promise<z.input<typeof ListedInquiryOut>[]> {
  const names = await staff.names(inquiries.flatMap(({ consult }) => consult?.staffId ?? []));
  return inquiries.map((each) => {
    const consult = consultOut(each, names);
    const { consult: _stored, ...row } = each;
    return { ...row, ...(consult && { consult }) };
  });
}

/** Clients and other inquiries that may be of the same person. */
export async function resemblingOf(
  { clients, inquiries }: Pick<Stores, 'clients' | 'inquiries'>,
  { id, name, email, phone, clientId }: Inquiry,
): Promise<Warning[]> {
  const [people, others] = await Promise.all([
    clients.resembling({ id: clientId ?? id, name, email, phone }),
    inquiries.resembling({ id, name, ...(email && { email }), ...(phone && { phone }) }),
  ]);
  return [
    ...people.map(({ id: client, same }) => ({
      ...warning('client-resembles', { what: same.join(' and ') }),
      client,
    })),
    ...others.map(({ id: inquiry, same }) => ({
      ...warning('inquiry-resembles', { what: same.join(' and ') }),
      inquiry,
    })),
  ];
}

/** All of one inquiry. @throws ApiError `inquiry-unknown` */
export async function inquiryOut(store: Stores, id: string): Promise<z.input<typeof InquiryOut>> {
  const inquiry = await store.inquiries.find(id);
  if (!inquiry) throw unknownInquiry();
  const { clientId, courseId, steps, consult: _stored, ...row } = inquiry;
  const [mails, resembling, client, names] = await Promise.all([
    store.inquiryMails.of(id),
    resemblingOf(store, inquiry),
    clientId === undefined ? undefined : store.clients.find(clientId),
    store.staff.names([...steps.map(({ by }) => by.id), inquiry.consult?.staffId ?? '']),
  ]);
  const consult = consultOut(inquiry, names);
  return {
    ...row,
    ...(row.phone !== undefined && { call: { phone: row.phone, link: telephoneUri(row.phone) } }),
    ...(consult && { consult }),
    ...(client && { client: { id: client.id, name: client.name } }),
    ...(courseId !== undefined && { course: courseId }),
    steps: steps.map(({ by, ...done }) => {
      const person = names.get(by.id);
      return { ...done, role: by.role, ...(person !== undefined && { person }) };
    }),
    mails: mails.map(({ kind, state, dueAt }) => ({ kind, state, dueAt })),
    resembling,
  };
}
