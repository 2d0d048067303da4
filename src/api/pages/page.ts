/** A plain page for a person who follows a link in an e-mail: neutral, readable on a phone, loads nothing else. */
export const page = (heading: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>${heading}</title>
</head>
<body><h1>${heading}</h1>${body}</body>
</html>
`;

/** Text inside HTML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
