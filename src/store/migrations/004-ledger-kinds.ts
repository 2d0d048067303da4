/** Ledger kinds for packages: sold, earned, and credited if unused. */
export const ledgerKinds = [
  `alter table ledger drop constraint ledger_kind_check`,
  `alter table ledger add constraint ledger_kind_check check (
    kind in ('charge', 'waiver', 'payment', 'refund', 'fee', 'package', 'earned', 'credit')
  )`,
];
