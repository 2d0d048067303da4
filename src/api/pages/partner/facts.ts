/** What a matter is decided by, and nothing more: the same facts as in the inbox of the console, in the same words. */
import type { PrescriberAsked } from '../../../course/status/askedOfPrescriber';
import type { Status } from '../../../course/status/status';
import { dateIn } from '../../../time/civil';
import type { Instant } from '../../../time/instant';
import { inWords } from '../../../vocabulary/inWords';
import {
  KNOWN,
  knownSoFar,
  PRESCRIBER_ASKED,
  type Known,
  type RecordPart,
} from '../../../vocabulary/prescriberAsked';
import { ROLE_NAMES } from '../../../vocabulary/roles';
import type { MedicalRecord } from '../../endpoints/courses/medical';
import { html, verbatim, type Html } from '../client/html';
import { TEXTS } from './texts';

const MOST_VITALS = 12;
const MOST_STEPS = 30;

interface Facts {
  asked: PrescriberAsked;
  status: Status;
  record: MedicalRecord;
  /** Of the practice. */
  zone: string;
}

export const dayIn =
  (zone: string) =>
  (at: string): string =>
    new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, year: 'numeric', month: 'long', day: 'numeric' },
    }).format(new Date(at));

export function factsOf({ asked, status, record, zone }: Facts): Html {
  const { known, parts }: { known: readonly Known[]; parts: readonly RecordPart[] } =
    PRESCRIBER_ASKED[asked.kind];
  const day = dayIn(zone);
  const so = knownSoFar(
    { facts: status.facts, route: status.route, steps: record.steps },
    { day, words: inWords },
  ).filter(([name]) => known.includes(name));
  return html`<h2>${TEXTS.facts}</h2>
    ${
      so.length > 0 &&
      html`<dl>
        ${so.map(
          ([name, value]) =>
            html`<dt>${KNOWN[name]}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>`
    }
    ${parts.map(
      (part) =>
        html`<h3>${TEXTS.parts[part]}</h3>
          ${PARTS[part]({ status, record, zone, day }) ?? html`<p>${TEXTS.none[part]}</p>`}`,
    )}`;
}

interface Known_ extends Omit<Facts, 'asked'> {
  day: (at: string) => string;
}
type Part = (facts: Known_) => Html | undefined;

const rest = (all: number, most: number): Html | false =>
  all > most && html`<p>${TEXTS.more(all - most)}</p>`;

const measures: Part = ({ status: { facts }, day }) => {
  const instruments = [...new Set(facts.measures.map(({ instrument }) => instrument))];
  if (instruments.length === 0) return undefined;
  return html`${instruments.map(
    (name) =>
      html`<table>
        <caption>
          ${name}
        </caption>
        <thead>
          <tr>
            <th scope="col">${TEXTS.table.day}</th>
            <th scope="col">${TEXTS.table.total}</th>
          </tr>
        </thead>
        <tbody>
          ${facts.measures
            .filter(({ instrument }) => instrument === name)
            .map(
              ({ at, total, blanks }) =>
                html`<tr>
                  <td>${day(at)}</td>
                  <td>${total ?? '–'}${blanks !== undefined && ` (${TEXTS.blanks(blanks)})`}</td>
                </tr>`,
            )}
        </tbody>
      </table>`,
  )}`;
};

const vitals: Part = ({ record, zone }) =>
  record.vitals.length === 0
    ? undefined
    : html`<table>
          <thead>
            <tr>
              <th scope="col">${TEXTS.table.day}</th>
              <th scope="col">${TEXTS.table.when}</th>
              <th scope="col">${TEXTS.table.pressure}</th>
              <th scope="col">${TEXTS.table.pulse}</th>
            </tr>
          </thead>
          <tbody>
            ${record.vitals.slice(0, MOST_VITALS).map(
              ({ at, when, systolic, diastolic, pulse }) =>
                html`<tr>
                  <td>${dateIn(zone, at as Instant)}</td>
                  <td>${inWords(when)}</td>
                  <td>${systolic}/${diastolic}</td>
                  <td>${pulse}</td>
                </tr>`,
            )}
          </tbody>
        </table>
        ${rest(record.vitals.length, MOST_VITALS)}`;

const incidents: Part = ({ record, day }) =>
  record.incidents.length === 0
    ? undefined
    : html`<ul>
        ${record.incidents.map(
          ({ kind, at, by, note }) =>
            html`<li>
              ${inWords(kind)}, ${day(at)}, ${TEXTS.by(ROLE_NAMES[by])}
              ${note !== undefined && html`<br />${verbatim(note)}`}
            </li>`,
        )}
      </ul>`;

const steps: Part = ({ record, day }) =>
  record.steps.length === 0
    ? undefined
    : html`<ul>
          ${record.steps
            .slice(0, MOST_STEPS)
            .map(
              ({ kind, at, by, detail, note }) =>
                html`<li>
                  ${day(at)}: ${inWords(kind)}${detail !== undefined && `, ${inWords(detail).toLowerCase()}`},
                  ${TEXTS.by(ROLE_NAMES[by])} ${note !== undefined && html`<br />${verbatim(note)}`}
                </li>`,
            )}
        </ul>
        ${rest(record.steps.length, MOST_STEPS)}`;

const PARTS: Readonly<Record<RecordPart, Part>> = { measures, vitals, incidents, steps };
