/** Reports something to a course: the fields, what would follow, and every reason if it is refused. */
import { useState, type ReactNode } from 'react';
import type { SignalName } from '../../../catalog/signals';
import type { MemberRole } from '../../../vocabulary/roles';
import { needsNote } from '../../../vocabulary/tasks';
import { report } from '../../client/api';
import { Problem } from '../../client/problem';
import { Dialog } from '../../kit/Dialog';
import { Loaded } from '../../kit/Loaded';
import { FormActions } from '../../kit/FormActions';
import { ProblemNote } from '../../kit/ProblemNote';
import { Question } from '../../kit/Question';
import { useSubmission } from '../../kit/useSubmission';
import { sessionName, whoCan } from '../../kit/words';
import { readAgain, useRead } from '../queries';
import { useSession, useZone } from '../session';
import { ActingAs } from './ActingAs';
import { actingRole, owedBy } from './actions';
import { barredIn, choicesFor, type Known } from './choices';
import { ComputedEstimate } from './ComputedEstimate';
import { useDraft } from './draft';
import { doubtAbout } from './doubts';
import { useComputed } from './estimateAmounts';
import { Fields } from './Fields';
import { FreeTimes } from './FreeTimes';
import { useSignalForms, type SignalForm } from './forms';
import { beside, buttonOf } from './hints';
import { PackagePrice } from './PackagePrice';
import { offersOf } from './packages';
import { setRecorded } from './recorded';
import { SaidAbout } from './SaidAbout';
import type { Schema, Values } from './schema';
import { endsCourse } from './undoing';
import { asksFirst, WhatIf } from './WhatIf';
import { whatWasRecorded } from './whatWasRecorded';

/** What is being reported. */
export interface Reporting {
  signal: SignalName;
  /** What is already known. It can be changed, unless it is hidden. */
  preset?: Values;
  hide?: readonly string[];
  /** What the button says. */
  label?: string;
  /** Who may, where fewer may than report the signal elsewhere. */
  by?: SignalForm['by'] | undefined;
  /** In which role at first, where the place says it. Otherwise the one that owes it. */
  as?: MemberRole;
}

interface Props extends Reporting {
  course: string;
  /** What it is about, besides the client and the session. */
  about?: string;
  /** What to know before it is sent, above the fields. */
  before?: ReactNode;
  onClose: () => void;
}

export function ReportDialog(given: Props) {
  const [instead, setInstead] = useState<Reporting>();
  const props = { ...given, ...instead };
  const { course, signal, label = buttonOf(signal), onClose } = props;
  const read = useRead('/api/v1/courses/{id}', { params: { id: course } });
  const form = useSignalForms().get(signal);
  const session = props.preset?.session;
  const about = [
    read.data?.client?.name,
    typeof session === 'string' && sessionName(session),
    props.about,
  ].filter(Boolean);
  return (
    <Dialog title={label} about={about.join(' · ')} onClose={onClose}>
      <Loaded query={read}>
        {(data) =>
          form ? (
            <ReportForm key={signal} {...props} {...{ label, form, data }} onInstead={setInstead} />
          ) : (
            <p role="status">Loading …</p>
          )
        }
      </Loaded>
    </Dialog>
  );
}

/** The same form as part of a page. */
export function ReportInPlace(props: Props) {
  const { course, signal, label = buttonOf(signal) } = props;
  const read = useRead('/api/v1/courses/{id}', { params: { id: course } });
  const form = useSignalForms().get(signal);
  return (
    <Loaded query={read}>
      {(data) => (form ? <ReportForm {...props} label={label} form={form} data={data} /> : null)}
    </Loaded>
  );
}

interface FormProps extends Props {
  /** Reports something else in its place. */
  onInstead?: (reporting: Reporting) => void;
  label: string;
  form: NonNullable<ReturnType<ReturnType<typeof useSignalForms>['get']>>;
  data: NonNullable<ReturnType<typeof useRead<'/api/v1/courses/{id}'>>['data']>;
}

/** When it happened and a note: rarely needed, at the end. */
const RARE = ['occurredAt', 'note'];

/** Reports that say nothing without their note: those who decide read it. */
const TOLD: readonly SignalName[] = ['adverseEventReported', 'contraindicationReported', 'crisisFlagged'];

/** What an estimate would be, or which one was issued, has to be known. */
const ESTIMATES: readonly SignalName[] = ['estimateIssued', 'estimateAcknowledged'];

/** The note of such a report, in the open. What was done about an incident has to be said. */
function noteOf({ properties = {} }: Schema, told: boolean, required: boolean): Schema | undefined {
  const { note } = properties;
  if (!note || (!told && !required)) return undefined;
  const description = told
    ? 'What happened, in a few words. Those who treat the client read it and decide by it; it is in no e-mail.'
    : 'What was done, in a few words. It stays in the record.';
  return { properties: { note: { ...note, description } }, required: required ? ['note'] : [] };
}

function ReportForm(props: FormProps) {
  const { course, signal, preset = {}, hide = [], label, form, data, before, onClose } = props;
  const zone = useZone();
  const { roles } = useSession();
  const [chosen, setChosen] = useState<string>();
  const draft = useDraft(course, signal, preset);
  const task = data.waiting.tasks.find(({ key }) => signal === 'taskCompleted' && key === draft.values.task);
  const by = task?.completedBy ?? props.by ?? form.by;
  const mine = by.filter((each) => roles.some((role) => role === each));
  const owing = props.as ? [props.as] : owedBy(data.waiting, signal, draft.values);
  const role = mine.find((each) => each === chosen) ?? actingRole(mine, owing);
  const { busy, error, wrong, send, submit } = useSubmission(draft.renew);
  const [asking, setAsking] = useState(false);
  const estimate = useComputed(course, ESTIMATES.includes(signal));
  const computed = estimate.data;
  const { isFetching: reading } = useRead('/api/v1/courses/{id}', { params: { id: course } });
  const doubt = doubtAbout(signal, draft.values, { computed, course: data });
  const needsLedger = ['chargeWaived', 'paymentChargedBack'].includes(signal);
  const ledger = useRead('/api/v1/courses/{id}/ledger', { params: { id: course } }, needsLedger);
  const staff = useRead('/api/v1/practice/staff', {}, signal === 'careTeamChanged');
  const protocol = useRead(
    '/api/v1/protocols/{id}',
    // What its own version sells: a newer one may have other packages.
    { params: { id: data.protocol?.id ?? '' }, query: { version: data.protocol?.version } },
    signal === 'packageSold' && data.protocol !== undefined,
  );
  const known: Known = {
    ...{ signal, roles, ledger: ledger.data, staff: staff.data, issued: computed?.signed },
    reading: estimate.isFetching || reading,
    packages: offersOf(protocol.data?.content),
  };
  const schema = form.schema as Schema;
  const without = beside(signal, draft.values);
  const shared = {
    values: draft.values,
    set: draft.set,
    wrong,
    choices: (name: string) => choicesFor(name, data, known, zone),
    barred: (name: string, value: string) => barredIn(data, signal, name, value),
    zone,
    clientZone: data.facts?.clientZone,
  };
  const cancel = () => {
    // What may have been recorded keeps its key, so that sending it again does nothing twice.
    if (!error || (error instanceof Problem && (error.refused || error.used))) draft.forget();
    onClose();
  };
  const record = async () => {
    const given = Object.entries(draft.values).filter(([name]) => !without.includes(name));
    const answer = await report(course, signal, Object.fromEntries(given), { key: draft.key, role });
    draft.forget();
    setRecorded({
      ...{ course, id: draft.key, what: whatWasRecorded(signal, draft.values, label, zone) },
      client: data.client?.name,
      warnings: answer.warnings.map(({ sentence }) => sentence),
      ...{ signal, values: draft.values, since: Date.now() },
      ended: endsCourse(answer.events),
      ...(asksFirst(signal) && { at: answer.events[0]?.at }),
    });
    onClose();
    await readAgain();
  };
  // Until it is known what there is to choose from, a field would take any text.
  if ([ledger, staff, protocol, estimate].some(({ isLoading }) => isLoading))
    return <p role="status">Loading …</p>;
  if (mine.length === 0)
    return <p className="note">Your roles may not report this. It is reported by {whoCan(by)}.</p>;
  const freeTimes = (
    <FreeTimes
      {...{ course, signal, values: draft.values, zone }}
      known={preset.start !== undefined}
      onChoose={(start) => {
        draft.set('start', start);
      }}
    />
  );
  const documented = signal === 'taskCompleted' && needsNote(String(draft.values.task));
  const note = noteOf(schema, TOLD.includes(signal), documented);
  const folded = note ? ['occurredAt'] : RARE;
  const rare = { ...schema, properties: pick(schema, folded), required: [] };
  return (
    <form
      onSubmit={
        doubt
          ? (event) => {
              event.preventDefault();
              setAsking(true);
            }
          : submit(record)
      }
    >
      <p className="quiet">What it says in the record: “{form.summary}”</p>
      <div ref={show} key={error ? 'problem' : 'none'}>
        <ProblemNote error={error} />
      </div>
      {before}
      <SaidAbout
        {...{ signal, zone }}
        tasks={data.waiting.tasks}
        values={draft.values}
        onUse={(start) => {
          draft.set('start', start);
        }}
        onInstead={props.onInstead}
      />
      {computed && signal === 'estimateIssued' && (
        <ComputedEstimate
          computed={computed}
          typed={draft.values.estimate}
          onUse={(values) => {
            for (const [name, value] of Object.entries(values)) draft.set(name, value);
          }}
        />
      )}
      {signal === 'packageSold' && <PackagePrice offers={known.packages} code={draft.values.package} />}
      <Fields
        {...shared}
        schema={schema}
        without={[...RARE, ...hide, ...without]}
        above={{ start: freeTimes }}
      />
      {note && <Fields {...shared} schema={note} />}
      <details open={folded.some((name) => draft.values[name] !== undefined)}>
        <summary>{note ? 'Time' : 'Time and note'}</summary>
        <div className="stack more">
          <Fields {...shared} schema={rare} />
        </div>
      </details>
      {asksFirst(signal) && <WhatIf course={course} signal={signal} values={draft.values} zone={zone} />}
      <ActingAs roles={mine} role={role} onChange={setChosen} />
      <FormActions label={label} meanwhile="Recording …" busy={busy} onCancel={cancel} />
      {asking && doubt && (
        <Question
          title="Is the amount right?"
          back="Back to the form"
          answers={[
            {
              words: doubt.yes,
              onChoose: () => {
                setAsking(false);
                void send(record);
              },
            },
          ]}
          onClose={() => {
            setAsking(false);
          }}
        >
          {doubt.words}
        </Question>
      )}
    </form>
  );
}

/** A problem is at the top of a form that may be longer than the screen. */
const show = (note: HTMLElement | null): void => {
  if (note?.firstChild) note.scrollIntoView({ block: 'nearest' });
};

const pick = (schema: Schema, names: readonly string[]): Record<string, Schema> =>
  Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => names.includes(name)));
