/** Text that is safe inside an HTML element or a quoted attribute. */
export function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** Escapes text and turns its web addresses into links. */
export function withLinks(text: string): string {
  return escape(text).replace(
    /https?:\/\/[^\s<>"']+?(?=[.,;:!?)]*(?:\s|$|&gt;|&quot;))/g,
    (link) => `<a href="${link}" target="_blank" rel="noreferrer">${link}</a>`,
  );
}

/** A whole page in the mailbox's layout. */
export function page(
  title: string,
  body: string,
  options: { readonly refreshSeconds?: number } = {},
): string {
  const refresh = options.refreshSeconds
    ? `<meta http-equiv="refresh" content="${options.refreshSeconds}">`
    : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
${refresh}<title>${escape(title)}</title><style>${STYLE}</style></head>
<body><header><a href="/"><strong>Mailbox</strong></a><span>every e-mail from this stack; none has left this machine</span></header>
<main>${body}</main></body></html>`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2b33; --soft: #5c6f7a; --line: #dde5e9; --paper: #fff; --ground: #f3f6f7; --accent: #0b6e6e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eef1; --soft: #9bb0ba; --line: #2c3a42; --paper: #18222a; --ground: #10181d; --accent: #5ec4c0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: baseline; padding: .9rem 1.2rem; border-bottom: 1px solid var(--line); background: var(--paper); }
header span, .soft { color: var(--soft); font-size: .88rem; }
a { color: var(--accent); text-decoration: none; } a:hover { text-decoration: underline; }
main { max-width: 60rem; margin: 1.2rem auto; padding: 0 1rem; }
ul.mails { list-style: none; margin: 0; padding: 0; background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; overflow: hidden; }
ul.mails li + li { border-top: 1px solid var(--line); }
ul.mails a { display: grid; grid-template-columns: 1fr auto; gap: .1rem 1rem; padding: .75rem 1rem; color: inherit; }
ul.mails a:hover { background: var(--ground); text-decoration: none; }
ul.mails b { overflow-wrap: anywhere; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.2rem; margin-bottom: 1rem; }
.card h1 { font-size: 1.25rem; margin: 0 0 .5rem; overflow-wrap: anywhere; } .card h2 { font-size: .95rem; margin: 0 0 .6rem; color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: 0; font-size: .92rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font: .9rem/1.5 ui-monospace, monospace; }
iframe { width: 100%; height: 26rem; border: 0; background: #fff; border-radius: .3rem; }
.empty { text-align: center; padding: 3rem 1rem; color: var(--soft); }
`;
