/** The frame of every page for clients: one document without script, that loads nothing else. */
import { createHash } from 'node:crypto';
import { telephoneUri } from '../../../catalog/contact';
import { Html, html } from './html';
import { LANGUAGE_CODES, LANGUAGES, type Language } from './texts';

/** What one page shows. The title is neutral: it stands in the list of tabs. */
export interface View {
  status?: number;
  title: string;
  body: Html;
  /** Crisis lines stay in view. */
  crisis?: true;
  /** For professionals, in English only. */
  english?: true;
}

export interface Frame {
  language: Language;
  practice: { name: string; phone: string };
  /** Where the same page is in another language; absent after an answer. */
  here?: string;
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1f2a2e;--quiet:#46545a;--back:#f3f5f4;--card:#fff;--line:#c5cfcc;--accent:#1d4f4a;--on:#fff;--alert:#8c1d18;--tint:#fdeceb}
@media(prefers-color-scheme:dark){:root{--ink:#e6ecea;--quiet:#b3bfbc;--back:#141a19;--card:#1d2524;--line:#43504d;--accent:#8fd0c6;--on:#10201e;--alert:#ffb4ab;--tint:#3a1c1a}}
*{box-sizing:border-box}
body{margin:0;padding:0 .75rem 1rem;background:var(--back);color:var(--ink);font:1.125rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main,footer{max-width:36rem;margin:0 auto;padding:1rem}
header{font-weight:600;color:var(--accent)}
main{background:var(--card);border:1px solid var(--line);border-radius:.5rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem}
h2{font-size:1.2rem;line-height:1.3;margin:1.5rem 0 .5rem}
h3{font-size:1.05rem;line-height:1.3;margin:1.25rem 0 .25rem}
p{margin:.75rem 0}
a{color:var(--accent)}
dl{margin:0}dt{color:var(--quiet);font-size:1rem}dd{margin:0 0 .75rem;font-weight:600}
ul{list-style:none;padding:0;margin:0}
li{padding:.75rem 0;border-top:1px solid var(--line)}
label,legend{display:block;font-weight:600;margin:.75rem 0 .25rem;padding:0}
.help,footer,.other{color:var(--quiet);font-size:1rem}
input[type=text],input[type=email],input[type=tel],input[type=number],input[type=date],select,textarea{font:inherit;color:inherit;background:var(--card);width:100%;min-height:3rem;padding:.5rem;border:1px solid var(--quiet);border-radius:.375rem}
fieldset{border:0;margin:1.25rem 0 0;padding:0}
.choice{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;font-weight:400;margin:0}
input[type=radio],input[type=checkbox]{width:1.5rem;height:1.5rem;flex:none;accent-color:var(--accent)}
button,.button{display:block;width:100%;min-height:3rem;margin:.75rem 0;padding:.625rem 1rem;font:inherit;font-weight:600;text-align:center;text-decoration:none;border:2px solid var(--accent);border-radius:.375rem;background:var(--accent);color:var(--on);cursor:pointer}
.second{background:transparent;color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
html:has(.crisis){scroll-padding-top:7rem}
.crisis{position:sticky;top:0;margin:0;padding:.75rem 1rem;background:var(--tint);color:var(--alert);font-weight:600;text-align:center}
[aria-invalid]{border-color:var(--alert)!important;border-width:2px!important}
.apart{position:absolute;left:-9999px}
details{border-top:1px solid var(--line)}
summary{min-height:3rem;padding:.75rem 0;font-weight:600;color:var(--accent);cursor:pointer}
table{border-collapse:collapse;width:100%;font-size:1rem}
caption{text-align:left;font-weight:600;padding:.5rem 0}
th,td{text-align:left;padding:.25rem .5rem .25rem 0;border-top:1px solid var(--line);vertical-align:top}
.problem{color:var(--alert);font-weight:600}
.check{font:400 .8rem/1.4 ui-monospace,monospace}
@media print{body{background:#fff;color:#000;padding:0}main{border:0}.screen,footer{display:none}}
`;

/** Nothing but this document, its own style, and forms to this server; inside a page of these sites only. */
export const policyFor = (sites: readonly string[]): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${sites.length > 0 ? sites.join(' ') : "'none'"}`,
  ].join('; ');

export const POLICY = policyFor([]);

const noBreak = (phone: string): string => phone.replaceAll(' ', '\u00a0');

export function documentOf({ title, body, crisis }: View, { language, practice, here }: Frame): string {
  const texts = LANGUAGES[language];
  const others = here === undefined ? [] : LANGUAGE_CODES.filter((code) => code !== language);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        ${crisis && html`<aside class="crisis" aria-label="${texts.crisisLabel}">${texts.crisis}</aside>`}
        <header>${practice.name}</header>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
        <footer>
          ${
            practice.phone !== '' &&
            html`<p>
              <a href="${telephoneUri(practice.phone)}">${texts.call}: ${noBreak(practice.phone)}</a>
            </p>`
          }
          ${others.map(
            (code) =>
              html`<p>
                <a href="${here}?lang=${code}" lang="${code}" hreflang="${code}"
                  >${LANGUAGES[code].language}</a
                >
              </p>`,
          )}
        </footer>
      </body>
    </html>`.markup.replace(/\n\s+/g, '\n');
}
