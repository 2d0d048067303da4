/** How the practice takes inquiries: the public form, what it asks, and how fast somebody answers. */
import { TextInput } from '../../kit/TextInput';
import { useRead } from '../queries';
import { TextField } from '../reports/TextField';
import { SettingsCard, type Settings } from './SettingsCard';

const UNSET: NonNullable<Settings['inquiries']> = {
  ...{ form: false, origins: [], answerDays: 1, consultMinutes: 15, questions: [] },
};

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim());
const filledLines = (text: string): string[] => linesOf(text).filter((line) => line !== '');

export function Inquiries() {
  const form = `${location.origin}/inquiry`;
  return (
    <div className="stack">
      <SettingsCard
        title="Inquiries"
        initial={({ inquiries = UNSET }) => ({
          form: inquiries.form,
          sites: inquiries.origins.join('\n'),
          answerDays: String(inquiries.answerDays),
          consultMinutes: String(inquiries.consultMinutes),
          english: inquiries.questions.map(({ en }) => en).join('\n'),
          spanish: inquiries.questions.map(({ es = '' }) => es).join('\n'),
        })}
        change={({ form: isOn, sites, answerDays, consultMinutes, english, spanish }) => {
          const translated = linesOf(spanish);
          const questions = filledLines(english).map((en, index) => {
            const es = translated[index];
            return { en, ...(es && { es }) };
          });
          return {
            inquiries: {
              ...{ form: isOn, origins: filledLines(sites), questions },
              ...{ answerDays: Number(answerDays), consultMinutes: Number(consultMinutes) },
            },
          };
        }}
      >
        {({ values, set, wrong }) => (
          <>
            <label className="choice">
              <input
                type="checkbox"
                checked={values.form}
                onChange={(event) => {
                  set({ form: event.target.checked });
                }}
              />
              Offer the public form
            </label>
            <p className="quiet">
              The form is at <a href="/inquiry">{form}</a>. People who write there need no account, and no
              script.
            </p>
            <TextInput
              label="Business days until an answer"
              required
              digits
              help="The form promises it. An inquiry that is not answered by then is overdue."
              wrong={wrong['inquiries.answerDays']}
              value={values.answerDays}
              onChange={(answerDays) => {
                set({ answerDays });
              }}
            />
            <TextInput
              label="Minutes of a consult"
              required
              digits
              wrong={wrong['inquiries.consultMinutes']}
              value={values.consultMinutes}
              onChange={(consultMinutes) => {
                set({ consultMinutes });
              }}
            />
            <TextField
              label="Questions, one a line"
              help="Your criteria, asked so that yes, no and not sure are answers. Anybody can read them."
              {...{
                required: false,
                wrong: wrongWithin(wrong, 'questions'),
                value: values.english,
                lines: true,
              }}
              onText={(english) => {
                set({ english });
              }}
            />
            <Criteria
              onUse={(lines) => {
                set({ english: [...filledLines(values.english), ...lines].join('\n') });
              }}
            />
            <TextField
              label="The same in Spanish, line by line"
              help="A line that is left empty is asked in English."
              {...{ required: false, wrong: undefined, value: values.spanish, lines: true, rows: 6 }}
              onText={(spanish) => {
                set({ spanish });
              }}
            />
            <TextField
              label="Sites that may show the form, one a line"
              help="Such as https://cedar.example: pages there can hold the form in a frame. Left empty: none can."
              {...{ required: false, wrong: wrongWithin(wrong, 'origins'), value: values.sites, lines: true }}
              onText={(sites) => {
                set({ sites });
              }}
            />
          </>
        )}
      </SettingsCard>
    </div>
  );
}

/** What is wrong with a list, or with one of its entries. */
const wrongWithin = (wrong: Readonly<Record<string, string>>, list: string): string | undefined =>
  Object.entries(wrong).find(([field]) => field.startsWith(`inquiries.${list}`))?.[1];

/** The criteria of the protocols, as a beginning: they speak of the client, and are rewritten as questions. */
function Criteria({ onUse }: { onUse: (lines: readonly string[]) => void }) {
  const protocols = useRead('/api/v1/protocols').data?.protocols ?? [];
  const criteria = [...new Set(protocols.flatMap((each) => each.criteria))];
  if (criteria.length === 0) return null;
  return (
    <p>
      <button
        type="button"
        className="button"
        onClick={() => {
          onUse(criteria);
        }}
      >
        Add the criteria of your protocols
      </button>{' '}
      <span className="small">Then write them as questions.</span>
    </p>
  );
}
