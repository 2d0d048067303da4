/** A ledger kind for payments that the client's bank took back. */
export const chargeBacks = [
  `alter table ledger drop constraint ledger_kind_check`,
  `alter table ledger add constraint ledger_kind_check check (
    kind in ('charge', 'waiver', 'payment', 'refund', 'chargeback', 'fee', 'package', 'earned', 'credit')
  )`,
];
