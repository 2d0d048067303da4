/** The places of the console, in the order of the navigation. */
import { linkOptions } from '@tanstack/react-router';
import type { MemberRole } from '../../vocabulary/roles';

const MANAGERS: readonly MemberRole[] = ['lead', 'admin'];
const CLINICAL: readonly MemberRole[] = ['therapist', 'prescriber', ...MANAGERS];

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
  { name: 'Protocols', to: '/protocols', roles: CLINICAL },
  { name: 'Practice', to: '/practice/$section', params: { section: 'general' }, roles: MANAGERS },
  { name: 'Who looked', to: '/practice/audit', search: {}, roles: MANAGERS },
]);
