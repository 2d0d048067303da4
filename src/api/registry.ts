/** Every operation of the API. What is not here does not exist. */
import type { Endpoint } from './http/endpoint';
import { changeClient } from './endpoints/clients/change';
import { createClient } from './endpoints/clients/create';
import { listClients } from './endpoints/clients/list';
import { readClient } from './endpoints/clients/read';
import { readCourseEstimate } from './endpoints/courses/estimate';
import { readForecast } from './endpoints/courses/forecast';
import { readLedger } from './endpoints/courses/ledger';
import { listCourses } from './endpoints/courses/list';
import { listMessages } from './endpoints/courses/messages';
import { previewProtocol } from './endpoints/courses/previewProtocol';
import { readCourse } from './endpoints/courses/read';
import { readRefund } from './endpoints/courses/refund';
import { signalEndpoints } from './endpoints/courses/signals';
import { startCourse } from './endpoints/courses/start';
import { readTimeline } from './endpoints/courses/timeline';
import { unknownSignal } from './endpoints/courses/unknownSignal';
import { whatIf } from './endpoints/courses/whatIf';
import { changeCalendar } from './endpoints/practice/calendar';
import { estimateProtocol } from './endpoints/protocols/estimate';
import { readMorning } from './endpoints/morning';
import { listProtocols } from './endpoints/protocols/list';
import { readProtocol } from './endpoints/protocols/read';
import { listTasks } from './endpoints/tasks';

/** As documented, in the order of the page. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...[createClient, listClients, readClient, changeClient],
  ...[startCourse, listCourses, readCourse],
  ...[readTimeline, readForecast, whatIf, previewProtocol, readLedger, listMessages],
  ...[readCourseEstimate, readRefund],
  ...signalEndpoints,
  ...[listTasks, readMorning],
  ...[listProtocols, readProtocol, estimateProtocol],
  changeCalendar,
];

/** Mounted after them. */
export const FALLBACKS: readonly Endpoint[] = [unknownSignal];
