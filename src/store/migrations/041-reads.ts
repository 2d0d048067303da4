/** Who looked at which clients (stream `reads` of the audit) is asked for by client and by person. */
export const reads = [
  `create index reads_of_client on audit using gin ((detail -> 'clients')) where stream = 'reads'`,
  `create index reads_by_person on audit (by_id, seq) where stream = 'reads'`,
];
