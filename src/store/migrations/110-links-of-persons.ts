/** A link can be the support person's: then it names them. Nothing: it is the client's. */
export const linksOfPersons = [
  'alter table page_links add column person text references support_persons (id)',
];
