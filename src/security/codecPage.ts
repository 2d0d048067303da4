import { createHash } from 'node:crypto';

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.55 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 34rem; padding: 2rem 1.25rem; }
h1 { font-size: 1.4rem; line-height: 1.25; }
label { display: block; font-weight: 600; }
input { box-sizing: border-box; width: 100%; font: inherit; padding: .6rem; border: 1px solid #767676; border-radius: .3rem; }
button { font: inherit; font-weight: 600; margin-top: 1rem; padding: .6rem 1.2rem; border: 0; border-radius: .3rem; background: #1d4f7c; color: #fff; cursor: pointer; }
:focus-visible { outline: 3px solid #c77700; outline-offset: 2px; }
.note { padding: .7rem 1rem; border-left: .3rem solid #b3261e; }
.hint { margin: .1rem 0 .5rem; }
`;

/** These pages run no scripts and load nothing; only their own style is allowed. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Asks for a token. `base` is the path of the codec server; `problem` says why the last attempt failed. */
export function signInPage(base: string, problem?: string): string {
  const alert =
    problem === undefined ? '' : `<p class="note" role="alert" id="problem">${escapeHtml(problem)}</p>`;
  const invalid = problem === undefined ? '' : ' aria-invalid="true"';
  return page(
    'Sign in to read workflow data',
    `<p>The Temporal Web UI shows what happens inside each course. That data is encrypted and
unreadable until you sign in here. This page is for engineers who run the practice’s system.</p>
<p>After you sign in, this browser may decrypt data for the Temporal Web UI for a limited time. Every decryption
is recorded with your staff id, the time and the number of items.</p>
${alert}<form method="post" action="${escapeHtml(base)}/sign-in">
<label for="token">Your engineer token</label>
<p class="hint" id="hint">It begins with <code>tl_</code>. It is not stored.</p>
<input id="token" name="token" type="password" required autofocus autocomplete="off" spellcheck="false"
 aria-describedby="hint${problem === undefined ? '' : ' problem'}"${invalid}>
<button>Sign in</button>
</form>`,
  );
}

/** Says who is signed in and until when, and lets them sign out. */
export function signedInPage(base: string, staffId: string, until: Date, uiOrigin: string): string {
  const end = until.toISOString();
  return page(
    'You are signed in',
    `<p>You are signed in as <strong>${escapeHtml(staffId)}</strong> until
<time datetime="${end}">${end.slice(0, 16).replace('T', ' ')} UTC</time>.
The Temporal Web UI now shows plain text in this browser. Every decryption is recorded.</p>
<p><a href="${escapeHtml(uiOrigin)}">Open the Temporal Web UI</a> (reload it if it is already open).</p>
<form method="post" action="${escapeHtml(base)}/sign-out"><button>Sign out</button></form>`,
  );
}

function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Throughline</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
