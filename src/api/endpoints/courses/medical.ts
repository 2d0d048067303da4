import { z } from 'zod';
import type { EventOf, Recorded } from '../../../course/events';
import { courseEndpoint } from '../../http/courseAccess';
import type { ApiStore } from '../../http/deps';
import { oneOf } from '../../oneOf';
import { CLINICAL } from '../../roles';
import { At, Count, RoleOut } from '../../schemas';
import { VITALS_EVENTS, VitalsOut, vitalsOf } from '../../vitals';

const INCIDENTS = [
  'adverseEventReported',
  'contraindicationReported',
  'crisisFlagged',
  'clientLeftAgainstAdvice',
] as const;
const STEPS = [
  ...([
    'referralSent',
    'prescriberDecision',
    'labsCleared',
    'trainingCompleted',
    'instructionsIssued',
  ] as const),
  ...([
    'vitalsLimitsSet',
    'doseConfirmed',
    'doseChanged',
    'doseChangeAcknowledged',
    'followUpCompleted',
  ] as const),
  ...([
    'prescriptionIssued',
    'houseCallsApproved',
    'holdPlaced',
    'holdLifted',
    'morePreparationNeeded',
  ] as const),
] as const;

const reported = {
  at: At,
  by: RoleOut,
  note: z.string().optional(),
};

const IncidentOut = z
  .object({ kind: oneOf(INCIDENTS, { id: 'IncidentKind', description: 'What was reported.' }), ...reported })
  .meta({ id: 'Incident', description: 'Something that happened to the client.' });

const StepOut = z
  .object({
    kind: oneOf(STEPS, { id: 'MedicalStepKind', description: 'What was done.' }),
    ...reported,
    detail: z
      .string()
      .optional()
      .meta({ description: 'The decision, the order, the reason.', example: 'approved' }),
  })
  .meta({ id: 'MedicalStep', description: 'A medical step of the course.' });

const LimitsOut = z.object({ systolicMax: Count, diastolicMax: Count, pulseMax: Count }).meta({
  id: 'VitalsLimits',
  description: 'The prescriber’s latest limits for vital signs, if there are any.',
});

const limitsOf = ({ systolicMax, diastolicMax, pulseMax }: EventOf<'vitalsLimitsSet'>) => ({
  ...{ systolicMax, diastolicMax, pulseMax },
});

const MedicalRecord = z
  .object({
    limits: LimitsOut.optional(),
    vitals: z.array(VitalsOut),
    incidents: z.array(IncidentOut),
    steps: z.array(StepOut),
  })
  .meta({ id: 'MedicalRecord' });
export type MedicalRecord = z.input<typeof MedicalRecord>;

/** What a prescriber decides by, the latest first. Corrected reports are left out. @throws StoreError */
export async function medicalRecord(
  { events }: Pick<ApiStore, 'events'>,
  id: string,
): Promise<MedicalRecord> {
  const latest = (await events.standing(id, [...VITALS_EVENTS, ...INCIDENTS, ...STEPS])).reverse();
  const limits = latest.find((event) => event.type === 'vitalsLimitsSet');
  return {
    ...(limits && { limits: limitsOf(limits) }),
    vitals: latest.flatMap(vitalsOf),
    incidents: latest.flatMap((event) => {
      const kind = INCIDENTS.find((each) => each === event.type);
      return kind ? [{ kind, ...about(event) }] : [];
    }),
    steps: latest.flatMap((event) => {
      const kind = STEPS.find((each) => each === event.type);
      const detail = detailOf(event);
      return kind ? [{ kind, ...about(event), ...(detail !== undefined && { detail }) }] : [];
    }),
  };
}

export const readMedical = courseEndpoint({
  id: 'readMedical',
  method: 'get',
  path: '/api/v1/courses/{id}/medical',
  tag: 'Courses',
  summary: 'Read the medical side of a course.',
  description:
    'What a prescriber decides by, the latest first: vital signs, incidents, and what was ordered, decided and done so far. ' +
    'Corrected reports are left out.',
  roles: CLINICAL,
  response: MedicalRecord,
  handler: ({ params: { id }, deps: { store } }) => medicalRecord(store, id),
});

const about = (event: Recorded) => ({
  ...{ at: event.at, by: event.by.role },
  ...('note' in event && event.note && { note: event.note }),
});

function detailOf(event: Recorded): string | undefined {
  switch (event.type) {
    case 'prescriberDecision':
      return event.decision;
    case 'doseChanged':
      return event.order;
    case 'vitalsLimitsSet':
      return `${event.systolicMax}/${event.diastolicMax}, ${event.pulseMax}`;
    case 'prescriptionIssued':
      return String(event.doses);
    case 'holdPlaced':
    case 'holdLifted':
      return event.reason;
    default:
      return undefined;
  }
}
