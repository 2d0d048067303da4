/** How a client is reached: e-mails stopped or sent again, and the time zone. Each press is in the audit, in their name. */
import { canonicalJson } from '../../../security/canonicalJson';
import { hashOf } from '../../../security/secrets';
import type { Client } from '../../../store';
import { changeAndBroadcast } from '../../broadcastChange';
import type { ApiDeps } from '../../http/deps';
import type { View } from './frame';
import { html } from './html';
import type { Opened } from './open';
import type { Pace } from './pace';
import type { Form } from './question';
import { backForm, carried, REACH, target, unsentView, type Shown } from './views';

/** Whether somebody pressed the button that leads there, or one there. */
export const isAboutReach = ({ purpose }: Opened['link'], { show, key }: Form): boolean =>
  purpose === 'overview' && key === undefined && show === REACH;

/** The buttons that are counted, each by itself. */
const COUNTED = ['start', 'zone'] as const;

interface Said {
  said: string;
  problem?: true;
}

/** `consented`: the course has the consent to e-mail. */
export async function reachPage(
  deps: ApiDeps,
  opened: Opened,
  shown: Shown,
  { consented, pace }: { consented: boolean; pace: Pace },
): Promise<View> {
  const { form, texts, now } = shown;
  const { reach: pressed } = form;
  if (typeof pressed !== 'string') return reachView(shown, opened.client, consented);
  // Nothing keeps a client from stopping e-mails: pressed again, it changes nothing.
  const count =
    pressed === 'stop'
      ? undefined
      : `${opened.course.id} reach ${COUNTED.find((each) => each === pressed) ?? ''}`;
  if (count !== undefined && pace.begin(count, now) !== undefined)
    return unsentView(shown, { title: texts.reach.title, why: texts.enough, words: '', status: 429 });
  let said: Said | undefined;
  try {
    said = await done(deps, opened, shown, pressed, consented);
  } catch (error) {
    if (count !== undefined) pace.takeBack(count);
    throw error;
  }
  // What is stored now: pressed twice, or changed by somebody else meanwhile.
  const client = (await deps.store.clients.find(opened.client.id)) ?? opened.client;
  return reachView(shown, client, consented, said);
}

async function done(
  deps: ApiDeps,
  opened: Opened,
  shown: Shown,
  pressed: string,
  consented: boolean,
): Promise<Said | undefined> {
  const { reach } = shown.texts;
  if (pressed === 'stop') {
    await stop(deps, opened, shown);
    return { said: reach.stopped };
  }
  if (pressed === 'start' && consented && opened.client.email !== undefined) {
    await start(deps, opened, shown);
    return { said: reach.started };
  }
  if (pressed !== 'zone') return undefined;
  const { zone } = shown.form;
  if (typeof zone !== 'string' || !(Object.hasOwn(reach.zones, zone) || zone === opened.client.zone))
    return { said: reach.zoneWrong, problem: true };
  if (zone !== opened.client.zone) await move(deps, opened, shown, zone);
  return { said: reach.zoneSaved };
}

const byClient = ({ client }: Opened) => ({ role: 'client', id: client.id }) as const;

async function stop({ store }: ApiDeps, opened: Opened, { now }: Shown): Promise<void> {
  const { client, course } = opened;
  await store.atOnce(async ({ clients, audit }) => {
    const before = await clients.findToRemove(client.id);
    if (!before || before.optedOutAt !== undefined) return;
    await clients.optOut(before.unsubscribeToken, now);
    const entry = { stream: 'clients', at: now, kind: 'opted-out', by: byClient(opened), course: course.id };
    await audit.append({ ...entry, detail: { client: client.id } });
  });
}

async function start({ store }: ApiDeps, opened: Opened, { now }: Shown): Promise<void> {
  const { client, course } = opened;
  await store.atOnce(async ({ clients, audit }) => {
    if (!(await clients.optIn(client.id))) return;
    const entry = { stream: 'clients', at: now, kind: 'opted-in', by: byClient(opened), course: course.id };
    await audit.append({ ...entry, detail: { client: client.id } });
  });
}

/** As staff would: the record, and every open course of the client. */
async function move(deps: ApiDeps, opened: Opened, { form, now }: Shown, zone: string): Promise<void> {
  const { client, link } = opened;
  const id = `moved:page:${hashOf(canonicalJson([link.hash, form.nonce ?? '', zone])).slice(0, 40)}`;
  const by = byClient(opened);
  const report = { name: 'clientMoved', id, by, fields: { zone } } as const;
  await changeAndBroadcast(deps, { report, client: client.id, now }, async ({ clients, audit }) => {
    await clients.change(client.id, { zone });
    const detail = { client: client.id, changed: ['zone'], removed: [] };
    await audit.append({ stream: 'clients', at: now, kind: 'client-changed', by, detail });
  });
}

function reachView(shown: Shown, client: Client, consented: boolean, said?: Said): View {
  const { reach } = shown.texts;
  const gets = client.email !== undefined && client.optedOutAt === undefined && consented;
  const now = gets ? reach.byMail(client.email ?? '') : client.email ? reach.byPhone : reach.noMail;
  const zones = Object.entries(reach.zones);
  const listed = Object.hasOwn(reach.zones, client.zone)
    ? zones
    : [...zones, [client.zone, client.zone] as const];
  const form = (body: ReturnType<typeof html>) =>
    html`<form method="post" action="${target(shown)}">
      ${carried(shown)}
      <input type="hidden" name="show" value="${REACH}" />
      <input type="hidden" name="nonce" value="${shown.nonce}" />
      ${body}
    </form>`;
  return {
    title: reach.title,
    body: html`${said && html`<p class="${said.problem && 'problem'}" role="status">${said.said}</p>`}
      <p>${now}</p>
      ${
        gets &&
        form(
          html`<h2>${reach.stopTitle}</h2>
            <p>${reach.stopHelp}</p>
            <button class="second" name="reach" value="stop">${reach.stop}</button>`,
        )
      }
      ${!gets && client.email !== undefined && !consented && html`<p>${reach.signFirst}</p>`}
      ${
        !gets &&
        client.email !== undefined &&
        consented &&
        form(html`<button name="reach" value="start">${reach.start}</button>`)
      }
      ${form(
        html`<h2>${reach.zoneTitle}</h2>
          <label for="zone">${reach.zone}</label>
          <p class="help" id="zone-help">${reach.zoneHelp}</p>
          <select id="zone" name="zone" aria-describedby="zone-help">
            ${listed.map(
              ([id, name]) =>
                html`<option value="${id}" ${id === client.zone && 'selected'}>${name}</option>`,
            )}
          </select>
          <button class="second" name="reach" value="zone">${reach.saveZone}</button>`,
      )}
      ${backForm(shown)}`,
  };
}
