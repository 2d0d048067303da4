/** The places of the console, in the order of the navigation. */
import { linkOptions } from '@tanstack/react-router';
import type { MemberRole } from '../../vocabulary/roles';

export const MANAGERS: readonly MemberRole[] = ['lead', 'admin'];
export const CLINICAL: readonly MemberRole[] = ['therapist', 'prescriber', ...MANAGERS];

const STAFF: readonly MemberRole[] = [...CLINICAL, 'frontDesk', 'biller'];
/** Who adds clients, and answers inquiries. */
export const INTAKE: readonly MemberRole[] = ['frontDesk', 'therapist', ...MANAGERS];
export const BILLING: readonly MemberRole[] = ['biller', 'frontDesk', 'therapist', ...MANAGERS];

/** For everybody's day: also on a telephone always in view. */
export const DAILY = linkOptions([
  { name: 'Today', to: '/today', search: {} },
  { name: 'Calendar', to: '/calendar', search: {} },
  { name: 'Clients', to: '/clients', search: {} },
]);

/** The others; on a telephone behind _More_. `roles`: whom it is offered to, if not everybody. The API decides itself. */
export const OTHERS = linkOptions([
  {
    name: 'Prescriber',
    to: '/prescriber',
    search: {},
    activeOptions: { includeSearch: false },
    roles: ['prescriber'],
  },
  { name: 'Inquiries', to: '/inquiries', search: {}, activeOptions: { includeSearch: false }, roles: INTAKE },
  { name: 'Messages', to: '/messages', search: {}, roles: STAFF },
  { name: 'Money', to: '/money', search: {}, roles: BILLING },
  { name: 'Protocols', to: '/protocols', roles: CLINICAL },
  { name: 'Practice', to: '/practice/$section', params: { section: 'general' }, roles: MANAGERS },
  { name: 'Who looked', to: '/practice/audit', search: {}, roles: MANAGERS },
]);
