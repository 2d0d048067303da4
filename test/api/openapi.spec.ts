import { exampleOf } from '../../src/api/openapi/examples';
import { ENDPOINTS } from '../../src/api/registry';
import { openApiDocument } from '../../src/api/openapi/openapi';
import { SIGNAL_NAMES } from '../../src/catalog/signals';
import { REASON_CODES } from '../../src/vocabulary/reasons';

interface Operation {
  operationId: string;
  summary: string;
  security: object[];
  tags: string[];
  parameters?: { in: string; name: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content: Record<string, { schema: { properties?: object } }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: { $ref?: string } }> }>;
}

const document = openApiDocument('http://127.0.0.1:8080') as {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  properties?: Record<string, Schema>;
}

/** Fields that accept any text, reviewed: names, sentences, ids, and codes that a practice chooses in its protocol. */
const OPEN = [
  'Call.link',
  'Call.phone',
  'ClientImport.clients',
  'ClientImport.history',
  'ImportProblem.column',
  'ImportProblem.message',
  'ImportedClient.name',
  'FirstPerson.name',
  'FirstPractice.callbackNumber',
  'FirstPractice.name',
  'FirstPractice.protocols.items',
  'FirstPractice.senderName',
  'FirstPractice.zone',
  'NewMailServer.username',
  'ProtocolToOffer.id',
  'ProtocolToOffer.title',
  'CourseFacts.clientZone',
  'CourseFacts.instructions',
  'CourseFacts.order',
  'Hold.note',
  'Hold.ref',
  'HoldToDecide.ref',
  'IdentityProvider.name',
  'Incident.note',
  'ListedSession.ref',
  'MedicalStep.detail',
  'MedicalStep.note',
  'MailServer.from',
  'MailServer.host',
  'MailServer.username',
  'MailTest.said',
  'PackageHeld.code',
  'PackageHeld.name',
  'PackageHeld.ref',
  'PageLink.session',
  'Session.ref',
  'SessionClient.name',
  'SessionClient.zone',
  'SessionOutside.session',
  'SignalForm.schema.propertyNames',
  'SignalForm.summary',
  'StoredContact.email',
  'StoredContact.phone',
  'StoredHours.closes',
  'StoredHours.opens',
  'Supply.ref',
  'WhatIf.assume.propertyNames',
  'WhatIf.assumptions.items',
  'WhatIf.unknown.items',

  'CourseMove.sentence',
  'ProtocolCheck.doubts.items',
  'ProtocolCheck.remarks.items',
  'ProtocolChoice.value',
  'ProtocolChoice.words',
  'ProtocolContent.propertyNames',
  'ProtocolField.help',
  'ProtocolField.path',
  'ProtocolField.schema.propertyNames',
  'ProtocolField.section',
  'ProtocolField.what',
  'ProtocolMistake.message',
  'ProtocolMistake.path',
  'ProtocolValue.section',
  'ProtocolValue.what',
  'ProtocolValue.words',
  'ProtocolVersion.savedBy',
  'checkProtocol?id',
  'compareProtocols?id',
  'compareProtocols?with',
  'moveCourses?id',
  'tryProtocol?id',

  // What people write who are not clients yet, and what staff answer.
  ...['name', 'email', 'phone', 'message'].flatMap((field) => [
    `Inquiry.${field}`,
    `ConsultBooked.${field}`,
    `CourseFromInquiryStarted.${field}`,
  ]),
  ...['ListedInquiry.name', 'ListedInquiry.email', 'ListedInquiry.phone', 'InquiryRef.name'],
  ...['NewInquiry.message', 'NewInquiry.name', 'NewInquiry.phone', 'AnsweredQuestion.question'],
  ...['InquiryAnswer.question', 'InquiryDone.mail', 'InquiryDone.note', 'InquiryDone.person'],
  ...['InquiryReply.mail', 'InquiryReply.note', 'WaitingListEntry.mail', 'WaitingListEntry.note'],
  ...['InquiryDeclined.note', 'ConsultCancelled.note', 'NewConsult.note'],
  ...['ConsultHolder.id', 'ConsultHolder.name', 'CourseFromInquiry.protocol', 'CourseFromInquiry.zone'],
  ...['InquiryList.next', 'listInquiries?cursor', 'OwedInquiry.name', 'OwedInquiry.sentence'],
  ...['FormQuestion.en', 'FormQuestion.es'],

  'Actor.id',
  'Actor.name',
  'Client.email',
  'Client.name',
  'Client.phone',
  'Client.zone',
  'ClientChange.name',
  'ClientChange.phone.anyOf.0',
  'ClientChange.zone',
  'ClientChanged.report',
  ...['ClientCreated.email', 'ClientCreated.name', 'ClientCreated.phone', 'ClientCreated.zone'],
  'ClientList.next',
  'ClientRef.name',
  'CalendarChanged.report',
  ...['CareTeamMember.id', 'CareTeamMember.name', 'StaffMember.id', 'StaffMember.name'],
  'ComingUp.key',
  'CourseList.next',
  'CourseStarted.href',
  ...['CourseTask.criteria.items', 'Task.criteria.items'],
  'CourseTask.key',
  'CourseTask.sentence',
  'CourseTask.session',
  'Blocker.sentence',
  'Blocker.session',
  'Next.sentence',
  'Next.session',
  'Estimate.notIncluded.items',
  'Estimate.partnerCoverage',
  'EstimateClient.package',
  'EstimateLine.label',
  'EstimateLine.payTo',
  'Event.cause',
  'FieldError.field',
  'FieldError.message',
  'Forecast.assume.propertyNames',
  'Forecast.assumptions.items',
  'Forecast.unknown.items',
  'ForecastEntry.code',
  'ForecastEntry.hold',
  'ForecastEntry.session',
  'ForecastSummary.unknown.items',
  'InsuredLine.ask',
  'InsuredLine.label',
  'IssuedEstimate.ref',
  'LedgerEntry.cause',
  'LedgerEntry.code',
  'LedgerEntry.reverses',
  'LedgerEntry.entry',
  'LedgerEntry.session',
  'Message.key',
  'Message.lastError',
  'Morning.zone',
  'NewClient.name',
  'NewClient.phone',
  'NewClient.zone',
  'NewCourse.protocol',
  'Package.code',
  'Package.label',
  'PossibleSignal.href',
  'PossibleSignal.summary',
  'PracticeChange.officeAddress.anyOf.0',
  'PracticeChange.callbackNumber',
  'PracticeChange.name',
  'PracticeChange.protocols.anyOf.0.items',
  'PracticeChange.senderName',
  'PracticeChange.zone',
  'PracticeSettings.senderAddress',
  'PracticeSettings.videoLink',
  'PracticeSettings.officeAddress',
  'PracticeSettings.callbackNumber',
  'PracticeSettings.closedDays.items',
  'PracticeSettings.name',
  'PracticeSettings.protocols.items',
  'PracticeSettings.senderName',
  'PracticeSettings.zone',
  'PracticeTask.sentence',
  'Problem.detail',
  'Problem.instance',
  'Problem.title',
  'Problem.type',
  'Protocol.id',
  'Protocol.page',
  'Protocol.title',
  'ProtocolDifference.path',
  'ProtocolDifference.sentence',
  'ProtocolRef.id',
  'ProtocolSummary.criteria.items',
  'ProtocolSummary.id',
  'ProtocolSummary.page',
  'ProtocolSummary.title',
  'ProtocolValue.path',
  'ProtocolValue.source',
  'ProtocolValue.why',
  ...['ReadEntry.name', 'ReadEntry.operation', 'ReadEntry.what', 'ReadList.next', 'listReads?cursor'],
  'NewCalendarFeed.path',
  'Reason.sentence',
  'RoleContact.phone',
  // What clients write themselves.
  'Said.words',
  'RefundLine.sentence',
  'Task.key',
  'Task.sentence',
  'Task.session',
  'Timeline.next',
  'UnreachedCourse.sentence',
  'VitalSigns.session',
  'Warning.sentence',
  'Warning.session',
  'estimateProtocol?id',
  'listClients?cursor',
  'listClients?text',
  'listCourses?cursor',
  'listCourses?protocol',
  'listCourses?text',
  'readProtocol?id',
  'readTimeline?cursor',
  'OwnSignIn.browser',
  ...['AccountLink.email', 'AccountLink.name', 'PasswordSet.email'],
  ...['NewStaffPerson.name', 'StaffPersonChange.name'],
  ...['StaffAccount.email', 'StaffAccount.id', 'StaffAccount.name'],
  ...['StaffPerson.email', 'StaffPerson.id', 'StaffPerson.name'],
  ...['StaffPersonAdded.email', 'StaffPersonAdded.id', 'StaffPersonAdded.name'],
  ...['NewToken.token', 'Token.name', 'Token.owner', 'TokenRequest.name'],
  ...['RecoveryCodes.recoveryCodes.items', 'SecondFactorOn.recoveryCodes.items'],
  ...['SecondFactorOffer.qr', 'SecondFactorOffer.secret', 'SecondFactorOffer.uri'],
  ...['Person.email', 'Person.id', 'Person.name', 'PracticeRef.name', 'PracticeRef.zone'],

  'exportMoney.text/csv.schema',
  'listMoney?cursor',
  'listPlannedMessages?cursor',
  'listPracticeMessages?cursor',
  'previewMessage?zone',
  'Debt.entry',
  'Invoice.entry',
  'Invoice.number',
  'MailSender.address',
  'MailSender.name',
  'MessagePreview.addresses.items',
  'MessagePreview.subject',
  'MessagePreview.text',
  'MessagePreview.zone',
  'MoneyLine.invoices.items',
  'MoneyLine.package',
  'MoneyLineList.next',
  'PlannedMessage.key',
  'PlannedMessage.session',
  'PlannedMessageList.next',
  'PracticeMessage.key',
  'PracticeMessage.session',
  'PracticeMessage.task',
  'PracticeMessage.why',
  'PracticeMessageList.next',
  'UnbilledSession.session',
  'ScaleBand.name',
  'Score.band',
  // What clients sign, and under which name.
  'ConsentSample.body',
  'ConsentText.body',
  'ConsentText.savedBy',
  'ConsentText.sha256',
  'ConsentTextVersion.savedBy',
  'ConsentTextVersion.sha256',
  'NewConsentText.body',
  'SignedConsent.id',
  'SignedConsent.typedName',
  'SignedText.body',
  'SignedText.sha256',
];

/** Every schema in `value`, with where it is. */
function schemasIn(value: unknown, at: string): { at: string; schema: Schema }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) => schemasIn(each, `${at}.${key}`));
  return [{ at, schema: value }, ...inner];
}

/** Objects with fields of their own that have no name. `named` is what a name stands for. */
const unnamed = (named: Record<string, object>, elsewhere: object): string[] =>
  [
    ...Object.entries(named).flatMap(([name, schema]) => schemasIn(schema, name).slice(1)),
    ...schemasIn(elsewhere, ''),
  ]
    .filter(({ schema }) => schema.type === 'object' && typeof schema.properties === 'object')
    .map(({ at }) => at);

/** Texts of which neither the values nor the form are given. */
const bare = (value: unknown, at: string): string[] =>
  schemasIn(value, at)
    .filter(({ schema: { type, enum: values, const: only, format, pattern } }) => {
      return type === 'string' && !values && only === undefined && !format && !pattern;
    })
    .map((found) => found.at.replaceAll('.properties.', '.'));

/** Every such text that a request's query or path takes, or that a response has. */
const openTexts = (): string[] => [
  ...Object.entries(document.components.schemas).flatMap(([name, schema]) => bare(schema, name)),
  ...operations.flatMap(({ operation: { operationId, parameters = [], responses } }) => [
    ...parameters.flatMap(({ name, schema }) => bare(schema, `${operationId}?${name}`)),
    ...Object.values(responses).flatMap(({ content }) => bare(content, operationId)),
  ]),
];

describe('the OpenAPI document', () => {
  it('describes every operation: summary, security, success, problems', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations).toHaveLength(ENDPOINTS.length + 2);
    for (const { path, operation } of operations) {
      const { operationId, summary, security, responses, tags } = operation;
      const open = path.endsWith('z') || ENDPOINTS.some((each) => each.id === operationId && each.open);
      expect([path, summary.length > 5, tags.length, security.length]).toEqual([path, true, 1, open ? 0 : 2]);
      expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
      const problems = Object.entries(responses).filter(([status]) => !status.startsWith('2'));
      // Nothing can refuse /healthz.
      const least = path === '/healthz' ? 0 : open ? 1 : 5;
      expect(problems.length).toBeGreaterThanOrEqual(least);
      for (const [, { content, description }] of problems) {
        expect(content?.['application/problem+json']?.schema.$ref).toBe('#/components/schemas/Problem');
        expect(description).not.toBe('');
      }
    }
  });

  it('has one path for each signal of the catalog, with the signal’s own fields', () => {
    for (const name of SIGNAL_NAMES) {
      const operation = document.paths[`/api/v1/courses/{id}/signals/${name}`]?.post;
      expect([name, operation?.operationId]).toEqual([name, name]);
      const properties = Object.keys(
        operation?.requestBody?.content['application/json']?.schema.properties ?? {},
      );
      expect(properties).toEqual(expect.arrayContaining(['occurredAt', 'note']));
      expect(properties).not.toContain('by');
      expect(operation?.parameters).toContainEqual(
        expect.objectContaining({ in: 'header', name: 'Idempotency-Key', required: true }),
      );
      expect(operation?.responses).toHaveProperty('409');
    }
  });

  it('lists the reasons: each code, its sentence and who can resolve it', () => {
    expect(document.components.schemas.ReasonCode).toMatchObject({ enum: REASON_CODES });
    expect(document.components.schemas.Reason).toMatchObject({
      description: expect.stringContaining(
        '| `zone-same` | The client’s time zone is already {zone}. | front desk |',
      ) as string,
    });
  });

  it('gives each signal an example its own check accepts', () => {
    for (const { id, tag, schemas } of ENDPOINTS) {
      if (tag === 'Signals')
        expect([id, schemas.body.safeParse(exampleOf(schemas.body)).success]).toEqual([id, true]);
    }
  });

  it('names every operation once and declares every part of its path', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations) {
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(declared.map(({ name }) => name)).toEqual(parts);
    }
  });

  it('refers only to what it holds', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    const components = document.components as Record<string, Record<string, object>>;
    for (const [, kind = '', name = ''] of references) expect(components[kind]).toHaveProperty([name]);
  });

  it('names every object of a response, inner ones too', () => {
    const successes = operations.map(({ operation }) => operation.responses);
    const responses = successes.flatMap((each) => Object.values(each).map(({ content }) => content ?? {}));
    expect(unnamed(document.components.schemas, responses)).toEqual([]);
    const inline = { type: 'object', properties: {} };
    expect(unnamed({ List: { properties: { rows: { items: inline } } } }, [{ schema: inline }])).toEqual([
      'List.properties.rows.items',
      '.0.schema',
    ]);
  });

  it('lists all values of every text but the reviewed ones', () => {
    expect(openTexts().sort()).toEqual([...OPEN].sort());
    const text = { type: 'string' };
    expect(bare({ properties: { phase: text, role: { ...text, enum: ['lead'] } } }, 'Loose')).toEqual([
      'Loose.phase',
    ]);
  });

  it('mentions the server it was asked at', () => {
    expect(document.servers).toEqual([{ url: 'http://127.0.0.1:8080' }]);
  });
});
