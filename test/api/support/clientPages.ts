/** Pages for clients, asked for as a browser without a script does. */
import request from 'supertest';
import { endOlderLinks, keepPageLink, newPageLink } from '../../../src/messages/pageLink';
import type { Instant } from '../../../src/time/instant';
import type { PagePurpose } from '../../../src/vocabulary/pages';
import type { ApiApp } from './apiApp';

/** Words that say what the care is about. */
export const HEALTH = /ketamine|dos(e|ing)|therap|depress|treatment|session|medic/i;

/** The fields that the page's form with this button carries. */
export function fieldsOf(html: string, button?: string): Record<string, string> {
  const forms = html.split('<form').slice(1);
  const form = forms.find((each) => button === undefined || each.includes(button)) ?? '';
  const inputs = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value]));
}

/** A link of a course that works. */
export async function linkTo(
  { store: { pageLinks } }: ApiApp,
  course: string,
  purpose: PagePurpose,
  now: Instant,
  session?: { ref: string; start: Instant },
): Promise<string> {
  const made = newPageLink(purpose, now, session);
  await keepPageLink(pageLinks, course, made, now);
  await endOlderLinks(pageLinks, course, made, now);
  return `/c/${made.secret}`;
}

export const openPage = ({ app }: ApiApp, path: string) => request(app).get(path);
export const pressOn = ({ app }: ApiApp, path: string, form: object) =>
  request(app).post(path).type('form').send(form);
