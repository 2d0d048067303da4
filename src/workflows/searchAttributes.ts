/** The namespace's custom search attributes. They are not encrypted, so they never identify a client. */
export const SEARCH_ATTRIBUTES = {
  KapProtocol: 'KEYWORD',
  KapPhase: 'KEYWORD',
  KapWaitingOn: 'KEYWORD',
  KapNextDeadline: 'DATETIME',
  KapOnHold: 'BOOL',
} as const;
