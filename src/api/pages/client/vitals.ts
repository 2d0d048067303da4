/** Vital signs that a client takes at home, as they were taught. What they mean, a person says. */
import { Vitals } from '../../../catalog/shapes';
import { outsideLimits } from '../../../course/selectors/vitals';
import type { Asked } from '../../../course/status/asked';
import { html } from './html';
import type { Question } from './question';

type AskedVitals = Extract<Asked, { kind: 'vitals' }>;

const FIELDS = ['systolic', 'diastolic', 'pulse'] as const;

const typed = (value: unknown): string => (typeof value === 'string' ? value : '');

export const VITALS: Question<AskedVitals> = {
  title: ({ texts }) => texts.asked.vitals.title,
  body: ({ texts: { asked } }, { when }, form) =>
    html`<p id="vitals-help">${asked.vitals[when]}</p>
      ${FIELDS.map(
        (name) =>
          html`<label for="${name}">${asked.vitals.fields[name]}</label>
            <input
              id="${name}"
              name="${name}"
              type="text"
              inputmode="numeric"
              autocomplete="off"
              maxlength="3"
              required
              aria-describedby="vitals-help"
              value="${typed(form[name])}"
            />`,
      )}
      <p class="help">${asked.vitals.unwell}</p>`,
  buttons: ({ asked }) => [asked.vitals.yes],
  yes: (form, { session, when, limits }, { asked }) => {
    const numbers = FIELDS.map((name) => [
      name,
      /^\d{1,3}$/.test(typed(form[name]).trim()) ? Number(form[name]) : NaN,
    ]);
    const { data: vitals } = Vitals.safeParse(Object.fromEntries(numbers));
    // The upper one is above the lower one: otherwise, the two were swapped or mistyped.
    if (!vitals || vitals.diastolic >= vitals.systolic) return { problem: asked.vitals.unlikely };
    const urgent = limits !== undefined && outsideLimits(vitals, limits);
    return {
      report: { name: 'vitalsRecorded', session, when, vitals },
      said: urgent ? asked.vitals.saidOutside : asked.vitals.saidYes,
      ...(urgent && { urgent }),
    };
  },
};
