/** All migrations in order. Never edit one that has been released; add another. */
import { sql, type Kysely, type Migration } from 'kysely';
import { practice } from './001-practice';
import { courses } from './002-courses';
import { auditAndRequests } from './003-audit-and-requests';
import { ledgerKinds } from './004-ledger-kinds';
import { morning } from './005-morning';
import { mail } from './006-mail';
import { broadcasts } from './010-broadcasts';
import { stuckCourses } from './011-stuck-courses';
import { codecSessions } from './020-codec-sessions';
import { leases } from './021-leases';
import { chargeBacks } from './022-charge-backs';
import { whereabouts } from './023-whereabouts';
import { careTeam } from './024-care-team';
import { calendars } from './025-calendars';
import { roles } from './026-roles';
import { sessions } from './030-sessions';
import { accounts } from './031-accounts';
import { secondFactors } from './032-second-factors';
import { accountLinks } from './033-account-links';
import { changes } from './040-changes';
import { reads } from './041-reads';
import { calendarFeeds } from './042-calendar-feeds';
import { plannedMessages } from './050-planned-messages';
import { moneyLines } from './051-money-lines';
import { settings } from './060-settings';
import { providerSignIns } from './061-provider-sign-ins';
import { protocols } from './070-protocols';
import { decisions } from './080-decisions';
import { accountsWithoutPassword } from './090-accounts-without-password';
import { setUpCodeWithoutGuesses } from './091-set-up-code-without-guesses';
import { protocolsAnnounced } from './092-protocols-announced';
import { pageLinks } from './100-page-links';
import { linksOfPersons } from './110-links-of-persons';
import { consentTexts } from './140-consent-texts';
import { codesCounted } from './101-codes-counted';
import { listsWritten } from './102-lists-written';
import { turns } from './103-turns';
import { removedClients } from './104-removed-clients';
import { inquiries } from './120-inquiries';
import { inquiryMailsDeferred } from './121-inquiry-mails-deferred';
import { linksOfPrescribers } from './130-links-of-prescribers';
import { answersRecorded } from './131-answers-recorded';

export const MIGRATIONS: Record<string, Migration> = {
  '001-practice': statements(practice),
  '002-courses': statements(courses),
  '003-audit-and-requests': statements(auditAndRequests),
  '004-ledger-kinds': statements(ledgerKinds),
  '005-morning': statements(morning),
  '006-mail': statements(mail),
  '010-broadcasts': statements(broadcasts),
  '011-stuck-courses': statements(stuckCourses),
  '020-codec-sessions': statements(codecSessions),
  '021-leases': statements(leases),
  '022-charge-backs': statements(chargeBacks),
  '023-whereabouts': statements(whereabouts),
  '024-care-team': statements(careTeam),
  '025-calendars': statements(calendars),
  '026-roles': statements(roles),
  '030-sessions': statements(sessions),
  '031-accounts': statements(accounts),
  '032-second-factors': statements(secondFactors),
  '033-account-links': statements(accountLinks),
  '040-changes': statements(changes),
  '041-reads': statements(reads),
  '042-calendar-feeds': statements(calendarFeeds),
  '050-planned-messages': statements(plannedMessages),
  '051-money-lines': statements(moneyLines),
  '060-settings': statements(settings),
  '061-provider-sign-ins': statements(providerSignIns),
  '070-protocols': statements(protocols),
  '080-decisions': statements(decisions),
  '090-accounts-without-password': statements(accountsWithoutPassword),
  '091-set-up-code-without-guesses': statements(setUpCodeWithoutGuesses),
  '092-protocols-announced': statements(protocolsAnnounced),
  '100-page-links': statements(pageLinks),
  '101-codes-counted': statements(codesCounted),
  '102-lists-written': statements(listsWritten),
  '103-turns': statements(turns),
  '104-removed-clients': statements(removedClients),
  '110-links-of-persons': statements(linksOfPersons),
  '120-inquiries': statements(inquiries),
  '121-inquiry-mails-deferred': statements(inquiryMailsDeferred),
  '130-links-of-prescribers': statements(linksOfPrescribers),
  '131-answers-recorded': statements(answersRecorded),
  '140-consent-texts': statements(consentTexts),
};

/** One statement at a time, so that an error names the one that failed. */
function statements(texts: readonly string[]): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const text of texts) await sql.raw(text).execute(db);
    },
  };
}
