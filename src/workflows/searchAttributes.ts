/** The custom search attributes a namespace needs. Not encrypted: nothing that identifies a client, nothing clinical. */
export const SEARCH_ATTRIBUTES = {
  KapProtocol: 'KEYWORD',
  KapPhase: 'KEYWORD',
  KapWaitingOn: 'KEYWORD',
  KapNextDeadline: 'DATETIME',
  KapOnHold: 'BOOL',
} as const;
