/** The places of the console. The address holds the whole state of a screen, and never a name. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { INQUIRY_STATES, type InquiryState } from '../../vocabulary/inquiries';
import { Broken } from './Broken';
import { VIEWS, type View } from './calendar/period';
import { messageSearch } from './messages/tabs';
import { Missing } from './Missing';
import { moneySearch } from './money/tabs';
import { Shell } from './Shell';
import { Start } from './Start';
import { Today } from './today/Today';
import { whoseIn } from './today/whose';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const root = createRootRoute({ component: Shell, notFoundComponent: Missing });

const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: Start,
});

const today = createRoute({
  getParentRoute: () => root,
  path: '/today',
  validateSearch: (search) => whoseIn(search.whose),
  component: Today,
});

interface CalendarSearch {
  view?: View | undefined;
  date?: string | undefined;
  whose?: string | undefined;
  /** A day or a list: one column, or one part, for each person. */
  by?: 'person' | undefined;
}

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/calendar',
  validateSearch: (search): CalendarSearch => {
    const view = VIEWS.find((each) => each === search.view);
    const date = text(search.date);
    const whose = text(search.whose);
    return {
      ...(view && { view }),
      ...(date && /^\d{4}-\d{2}-\d{2}$/.test(date) && { date }),
      ...(whose && { whose }),
      ...(search.by === 'person' && { by: 'person' as const }),
    };
  },
  component: lazyRouteComponent(() => import('./calendar/Calendar'), 'Calendar'),
});

const clients = createRoute({
  getParentRoute: () => root,
  path: '/clients',
  validateSearch: (search): { view?: string } => {
    const view = text(search.view);
    return view ? { view } : {};
  },
  component: lazyRouteComponent(() => import('./clients/Clients'), 'Clients'),
});

const importing = createRoute({
  getParentRoute: () => root,
  path: '/clients/import',
  component: lazyRouteComponent(() => import('./clients/Import'), 'Import'),
});

const client = createRoute({
  getParentRoute: () => root,
  path: '/clients/$id',
  component: lazyRouteComponent(() => import('./clients/Client'), 'Client'),
});

const inquiries = createRoute({
  getParentRoute: () => root,
  path: '/inquiries',
  validateSearch: (search): { state?: InquiryState | undefined } => {
    const state = INQUIRY_STATES.find((each) => each === search.state);
    return state ? { state } : {};
  },
  component: lazyRouteComponent(() => import('./inquiries/Inquiries'), 'Inquiries'),
});

const inquiry = createRoute({
  getParentRoute: () => root,
  path: '/inquiries/$id',
  component: lazyRouteComponent(() => import('./inquiries/Inquiry'), 'Inquiry'),
});

const course = createRoute({
  getParentRoute: () => root,
  path: '/courses/$id',
  validateSearch: (search): { tab?: string | undefined } => {
    const tab = text(search.tab);
    return tab ? { tab } : {};
  },
  component: lazyRouteComponent(() => import('./course/CoursePage'), 'CoursePage'),
});

const runSheet = createRoute({
  getParentRoute: () => root,
  path: '/courses/$id/sessions/$ref',
  component: lazyRouteComponent(() => import('./runSheet/RunSheet'), 'RunSheet'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/practice/audit',
  validateSearch: (search): { client?: string; person?: string } => {
    const [client, person] = [text(search.client), text(search.person)];
    return { ...(client && { client }), ...(person && { person }) };
  },
  component: lazyRouteComponent(() => import('./practice/Audit'), 'Audit'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/Account'), 'Account'),
});

const messages = createRoute({
  getParentRoute: () => root,
  path: '/messages',
  validateSearch: messageSearch,
  component: lazyRouteComponent(() => import('./messages/Messages'), 'Messages'),
});

const money = createRoute({
  getParentRoute: () => root,
  path: '/money',
  validateSearch: moneySearch,
  component: lazyRouteComponent(() => import('./money/Money'), 'Money'),
});

const practiceHome = createRoute({
  getParentRoute: () => root,
  path: '/practice',
  beforeLoad: () => {
    redirect({ to: '/practice/$section', params: { section: 'general' }, replace: true, throw: true });
  },
});

const practice = createRoute({
  getParentRoute: () => root,
  path: '/practice/$section',
  component: lazyRouteComponent(() => import('./practice/Practice'), 'Practice'),
});

const versionIn = (value: unknown): { version?: number | undefined } => {
  const version = Number(value);
  return Number.isInteger(version) && version > 0 ? { version } : {};
};

const protocols = createRoute({
  getParentRoute: () => root,
  path: '/protocols',
  component: lazyRouteComponent(() => import('./protocols/Protocols'), 'Protocols'),
});

const protocol = createRoute({
  getParentRoute: () => root,
  path: '/protocols/$id',
  validateSearch: (search): { version?: number | undefined; compare?: string | undefined } => {
    const compare = text(search.compare);
    return { ...versionIn(search.version), ...(compare && /^[a-z0-9-]+@\d+$/.test(compare) && { compare }) };
  },
  component: lazyRouteComponent(() => import('./protocols/Protocol'), 'Protocol'),
});

const changeProtocol = createRoute({
  getParentRoute: () => root,
  path: '/protocols/$id/change',
  validateSearch: (search): { version?: number | undefined; copy?: boolean | undefined } => ({
    ...versionIn(search.version),
    ...(search.copy === true && { copy: true }),
  }),
  component: lazyRouteComponent(() => import('./protocols/ChangeProtocol'), 'ChangeProtocol'),
});

const moveCourses = createRoute({
  getParentRoute: () => root,
  path: '/protocols/$id/move',
  validateSearch: (search) => versionIn(search.version),
  component: lazyRouteComponent(() => import('./protocols/MoveCourses'), 'MoveCourses'),
});

const prescriber = createRoute({
  getParentRoute: () => root,
  path: '/prescriber',
  validateSearch: (search): { course?: string | undefined } => {
    const course = text(search.course);
    return course ? { course } : {};
  },
  component: lazyRouteComponent(() => import('./prescriber/Inbox'), 'Inbox'),
});

const rehearsal = createRoute({
  getParentRoute: () => root,
  path: '/rehearsal',
  component: lazyRouteComponent(() => import('./rehearsal/Rehearsal'), 'Rehearsal'),
});

const routeTree = root.addChildren([
  index,
  today,
  calendar,
  prescriber,
  clients,
  importing,
  client,
  inquiries,
  inquiry,
  course,
  runSheet,
  account,
  audit,
  practiceHome,
  practice,
  messages,
  money,
  protocols,
  protocol,
  changeProtocol,
  moveCourses,
  rehearsal,
]);

export const router = createRouter({
  routeTree,
  basepath: '/console',
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  // Another client is another page: nothing that was typed for one goes to the other.
  defaultRemountDeps: ({ params }) => params,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
