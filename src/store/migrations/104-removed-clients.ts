/** A client who was entered by mistake can be removed, and disappears from every screen. */
export const removedClients = [
  `drop trigger clients_announced on clients`,
  `create trigger clients_announced after insert or update or delete on clients
    for each row execute function announce_change('client', '', 'id')`,
];
