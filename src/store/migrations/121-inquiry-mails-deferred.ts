/** Since when the mail server has put off an e-mail about an inquiry. The one to the staff is about none in particular. */
export const inquiryMailsDeferred = [
  `alter table inquiry_mails add column deferred_at timestamptz`,
  `alter table inquiry_mails alter column inquiry_id drop not null`,
  // One that was about the first of several: it no longer goes with it.
  `update inquiry_mails set inquiry_id = null where kind = 'overdue'`,
];
