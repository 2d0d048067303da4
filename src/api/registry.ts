/** All operations of the API. */
import type { Endpoint } from './http/operation';
import type { z } from 'zod';
import { changeClient } from './endpoints/clients/change';
import { createClient } from './endpoints/clients/create';
import { importClients } from './endpoints/clients/import';
import { listClients } from './endpoints/clients/list';
import { readClient } from './endpoints/clients/read';
import { removeClient } from './endpoints/clients/remove';
import { listConsents } from './endpoints/courses/consents';
import { readCourseEstimate } from './endpoints/courses/estimate';
import { readForecast } from './endpoints/courses/forecast';
import { listFreeTimes } from './endpoints/courses/freeTimes';
import { readMeasures } from './endpoints/courses/measures';
import { listInvoices } from './endpoints/courses/invoices';
import { readLedger } from './endpoints/courses/ledger';
import { listCourses } from './endpoints/courses/list';
import { readMedical } from './endpoints/courses/medical';
import { listPageLinks, revokePageLink, sendNewPageLink } from './endpoints/courses/links';
import { listMessages } from './endpoints/courses/messages';
import { previewProtocol } from './endpoints/courses/previewProtocol';
import { readCourse } from './endpoints/courses/read';
import { readRefund } from './endpoints/courses/refund';
import { answerInquiry, declineInquiry, putOnWaitingList } from './endpoints/inquiries/answer';
import { bookConsult, cancelConsult } from './endpoints/inquiries/consult';
import { createInquiry } from './endpoints/inquiries/create';
import { listInquiries } from './endpoints/inquiries/list';
import { readInquiry } from './endpoints/inquiries/read';
import { removeInquiry } from './endpoints/inquiries/remove';
import { startFromInquiry } from './endpoints/inquiries/start';
import { signalEndpoints } from './endpoints/courses/signals';
import { startCourse } from './endpoints/courses/start';
import { readTimeline } from './endpoints/courses/timeline';
import { unknownSignal } from './endpoints/courses/unknownSignal';
import { whatIf } from './endpoints/courses/whatIf';
import { changeCalendar } from './endpoints/practice/calendar';
import { changePractice, readPractice } from './endpoints/practice/change';
import { listConsentTexts, readConsentText, saveConsentText } from './endpoints/practice/consentTexts';
import { checkHours } from './endpoints/practice/hours';
import { changeMailServer, readMailServer, sendTestMail } from './endpoints/practice/mail';
import { listStaff } from './endpoints/practice/staff';
import { readAccountLink, setPasswordByLink } from './endpoints/account/link';
import { requestPasswordReset } from './endpoints/account/requestReset';
import { changePassword } from './endpoints/session/changePassword';
import { listSignIns, signOutEverywhere } from './endpoints/session/all';
import { readCalendarFeed, renewCalendarFeed, revokeCalendarFeed } from './endpoints/session/calendarFeed';
import { readSession } from './endpoints/session/read';
import { signIn } from './endpoints/session/signIn';
import { readSignInWays } from './endpoints/session/ways';
import {
  confirmSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
  turnOffSecondFactor,
} from './endpoints/session/ownSecondFactor';
import { passSecondFactor } from './endpoints/session/secondFactor';
import { signOut } from './endpoints/session/signOut';
import {
  checkSetUpCode,
  checkSetUpPractice,
  setUpMailServer,
  setUpPractice,
  setUpTestMail,
} from './endpoints/setUp/firstRun';
import { estimateProtocol } from './endpoints/protocols/estimate';
import { listReads } from './endpoints/reads';
import { enterRehearsal, readRehearsal, startRehearsal, stopRehearsal } from './endpoints/rehearsal/offer';
import { moveTime, playExpected, readStage, startOver } from './endpoints/rehearsal/stage';
import { listSessions } from './endpoints/sessions';
import { listSignalForms } from './endpoints/signalForms';
import { streamChanges } from './endpoints/changes';
import { readMorning } from './endpoints/morning';
import { exportMoney } from './endpoints/money/export';
import { listMoney, readMoney } from './endpoints/money/list';
import { listPracticeMessages } from './endpoints/messages/list';
import { listPlannedMessages } from './endpoints/messages/planned';
import { previewMessage } from './endpoints/messages/preview';
import { listProtocols } from './endpoints/protocols/list';
import { checkDraft, compareProtocols, tryDraft } from './endpoints/protocols/draft';
import { listProtocolFields } from './endpoints/protocols/fields';
import { moveCourses } from './endpoints/protocols/move';
import { readProtocol } from './endpoints/protocols/read';
import { saveProtocol } from './endpoints/protocols/save';
import {
  addStaff,
  changeStaff,
  inviteStaff,
  listAccounts,
  removeSecondFactor,
  removeStaff,
} from './endpoints/staff/manage';
import { listTasks } from './endpoints/tasks';
import { createToken, listTokens, revokeToken, rotateToken } from './endpoints/tokens/manage';

/** By operation id, in the order of the documentation. */
export const API = {
  createClient,
  importClients,
  listClients,
  readClient,
  changeClient,
  removeClient,
  createInquiry,
  listInquiries,
  readInquiry,
  answerInquiry,
  putOnWaitingList,
  declineInquiry,
  bookConsult,
  cancelConsult,
  startFromInquiry,
  removeInquiry,
  startCourse,
  listCourses,
  readCourse,
  readTimeline,
  readForecast,
  listFreeTimes,
  whatIf,
  previewProtocol,
  readMedical,
  readLedger,
  listInvoices,
  readMeasures,
  listConsents,
  listMessages,
  listPageLinks,
  sendPageLink: sendNewPageLink,
  revokePageLink,
  readCourseEstimate,
  readRefund,
  listSignalForms,
  ...signalEndpoints,
  listSessions,
  listTasks,
  listPracticeMessages,
  listPlannedMessages,
  previewMessage,
  listMoney,
  readMoney,
  exportMoney,
  readMorning,
  listProtocols,
  readProtocol,
  estimateProtocol,
  listProtocolFields,
  checkProtocol: checkDraft,
  tryProtocol: tryDraft,
  compareProtocols,
  saveProtocol,
  moveCourses,
  readPractice,
  changePractice,
  checkHours,
  readMailServer,
  changeMailServer,
  sendTestMail,
  listStaff,
  changeCalendar,
  listConsentTexts,
  readConsentText,
  saveConsentText,
  streamChanges,
  listReads,
  checkSetUpCode,
  checkSetUpPractice,
  setUpMailServer,
  setUpTestMail,
  setUpPractice,
  readSignInWays,
  signIn,
  readSession,
  signOut,
  listSignIns,
  signOutEverywhere,
  passSecondFactor,
  setUpSecondFactor,
  confirmSecondFactor,
  turnOffSecondFactor,
  renewRecoveryCodes,
  changePassword,
  readCalendarFeed,
  renewCalendarFeed,
  revokeCalendarFeed,
  requestPasswordReset,
  readAccountLink,
  setPasswordByLink,
  listAccounts,
  addStaff,
  changeStaff,
  removeStaff,
  inviteStaff,
  removeSecondFactor,
  listTokens,
  createToken,
  rotateToken,
  revokeToken,
};

/** Mounted only where rehearsals are offered, and inside one. Nothing of it exists in production. */
export const REHEARSAL_OFFER = { readRehearsal, startRehearsal, enterRehearsal, stopRehearsal };
export const REHEARSAL_STAGE = { readStage, moveTime, playExpected, startOver };
export type RehearsalApi = typeof REHEARSAL_OFFER & typeof REHEARSAL_STAGE;

/** What a typed client is made from: method, path and schemas of every operation. */
export type Api = typeof API;

export type OperationId = keyof Api;

/** What an operation takes in its path, its query and its body, as sent. */
export interface RequestOf<Id extends OperationId> {
  params: z.input<Api[Id]['schemas']['params']>;
  query: z.input<Api[Id]['schemas']['query']>;
  body: z.input<Api[Id]['schemas']['body']>;
}

/** What an operation returns, as received. */
export type ResponseOf<Id extends OperationId> = z.output<Api[Id]['schemas']['response']>;

export const ENDPOINTS: readonly Endpoint[] = Object.values(API);

/** Mounted after them. */
export const FALLBACKS: readonly Endpoint[] = [unknownSignal];
