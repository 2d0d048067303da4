/** Packages on the ledger: sold, earned, and credited where not used. */
export const ledgerKinds = [
  `alter table ledger drop constraint ledger_kind_check`,
  `alter table ledger add constraint ledger_kind_check check (
    kind in ('charge', 'waiver', 'payment', 'refund', 'fee', 'package', 'earned', 'credit')
  )`,
];
