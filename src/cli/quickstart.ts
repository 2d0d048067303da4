import type { BannerTexts } from '../stack/banner';
import { protocolIds } from '../protocols/load';
import { DEMO_PASSWORD } from '../setup/demoAccess';

/** Three commands for newcomers to copy and paste, printed by `npm start`. */
export const quickstart: BannerTexts = {
  signIn: `(sign in as solo@cedar.example, password: ${DEMO_PASSWORD})`,
  thingsToTry: ({ api, client, tokens, mailbox }) => {
    if (!api || !client) return [];
    const [protocol = ''] = protocolIds();
    const signal = (role: string, name: string, body: string): string =>
      [
        `curl -s ${api}/api/v1/courses/$COURSE/signals/${name} \\`,
        `  -H "Authorization: Bearer ${tokens[role] ?? ''}" \\`,
        `  -H "Idempotency-Key: try-${name}" -H "Content-Type: application/json" \\`,
        `  -d '${body}'`,
      ].join('\n');
    return [
      {
        title: 'Start a course for the demo client',
        command: [
          `COURSE=$(curl -s ${api}/api/v1/courses \\`,
          `  -H "Authorization: Bearer ${tokens.therapist ?? ''}" \\`,
          `  -H "Idempotency-Key: try-start-$RANDOM" -H "Content-Type: application/json" \\`,
          `  -d '{"client":"${client}","protocol":"${protocol}"}' | node -p 'JSON.parse(fs.readFileSync(0)).id'); echo $COURSE`,
        ].join('\n'),
      },
      {
        title: `Sign the consents as the client, then read the mail at ${mailbox ?? 'the mailbox'}`,
        command: signal(
          'client',
          'consentSigned',
          '{"kinds":["treatment","telehealth","electronicMessages"]}',
        ),
      },
      {
        title: 'See what the course is waiting for, why, and what comes next',
        command: `curl -s ${api}/api/v1/courses/$COURSE -H "Authorization: Bearer ${tokens.therapist ?? ''}"`,
      },
    ];
  },
};
