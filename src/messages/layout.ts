/**
 * The one HTML layout of all mails. Mail clients support tables and inline styles and little else; the tables
 * are marked as presentational for screen readers. Text has a contrast of at least 7:1.
 */
import { telephoneUri } from '../catalog/contact';
import { ON_CLIENT_CLOCK } from './clientTime';
import type { Content } from './render';

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const INK = '#1f2a2e';
const QUIET = '#46545a';
const ACCENT = '#1d4f4a';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** A paragraph; the phone number stays on one line. */
function paragraph(text: string, phone: string): string {
  const whole = text.replaceAll(phone, phone.replaceAll(' ', '\u00a0'));
  return `<p style="margin:0 0 16px;font-size:16px;line-height:1.55;color:${INK}">${escapeHtml(whole)}</p>`;
}

const small = (html: string): string =>
  `<div style="font-size:14px;line-height:1.4;color:${QUIET}">${html}</div>`;
const large = (html: string): string =>
  `<div style="font-size:19px;line-height:1.4;font-weight:600">${html}</div>`;
const label = (text: string): string =>
  `<div style="font-size:13px;line-height:1.4;color:${QUIET}">${escapeHtml(text)}</div>`;

function placeRows({ label: heading, words, detail = '', isLink }: NonNullable<Content['place']>): string[] {
  const shown = escapeHtml(detail);
  return [
    `<div style="height:10px"></div>`,
    label(heading),
    large(escapeHtml(words)),
    ...(detail ? [small(isLink ? `<a href="${shown}" style="color:${ACCENT}">${shown}</a>` : shown)] : []),
  ];
}

/** When, and where if that is known. */
function timeBox(time: NonNullable<Content['time']>, place: Content['place']): string {
  const { label: heading, day, time: clock, zone, forClient } = time;
  const rows = [
    ...[label(heading), large(escapeHtml(day)), large(escapeHtml(clock)), small(escapeHtml(zone))],
    ...(forClient ? [small(escapeHtml(`${ON_CLIENT_CLOCK} ${forClient}`))] : []),
    ...(place ? placeRows(place) : []),
  ];
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:4px 0 20px"><tr>
<td style="padding:14px 18px;background:#eef4f2;border-left:4px solid ${ACCENT};border-radius:4px;color:${INK}">
${rows.join('\n')}
</td></tr></table>`;
}

function button({ label: text, href }: NonNullable<Content['link']>): string {
  const style = 'display:inline-block;padding:12px 24px;color:#ffffff;text-decoration:none;font-weight:600';
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:4px 0 8px"><tr>
<td style="background:${ACCENT};border-radius:6px">
<a href="${escapeHtml(href)}" style="${style};font-size:16px;line-height:1.25;${FONT}">${escapeHtml(text)}</a>
</td></tr></table>`;
}

function footer({ practice, phone, unsubscribe }: Content): string {
  const link = `color:${QUIET};text-decoration:underline`;
  const stop = unsubscribe
    ? `<br><a href="${escapeHtml(unsubscribe)}" style="${link}">Stop these e-mails</a>`
    : '';
  return `<p style="margin:0;font-size:14px;line-height:1.6;color:${QUIET}">${escapeHtml(practice)}<br>
<a href="${escapeHtml(telephoneUri(phone))}" style="${link}">${escapeHtml(phone)}</a>${stop}</p>`;
}

/** The HTML part. Everything in `content` is escaped here. */
export function htmlOf(content: Content): string {
  const [first = '', ...rest] = content.paragraphs;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escapeHtml(content.subject)}</title>
</head>
<body style="margin:0;padding:0;background:#f3f5f4;${FONT}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f5f4"><tr>
<td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:8px;text-align:left"><tr>
<td style="padding:20px 32px;border-bottom:1px solid #e0e6e4;${FONT}">
<h1 style="margin:0;font-size:17px;line-height:1.4;font-weight:600;color:${ACCENT}">${escapeHtml(content.practice)}</h1>
</td></tr><tr>
<td style="padding:28px 32px 24px;${FONT}">
${paragraph(first, content.phone)}
${content.time ? timeBox(content.time, content.place) : ''}
${rest.map((text) => paragraph(text, content.phone)).join('\n')}
${content.link ? button(content.link) : ''}
</td></tr><tr>
<td style="padding:18px 32px 22px;border-top:1px solid #e0e6e4;${FONT}">
${footer(content)}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}
