/** A protocol that somebody saves appears on everybody's screen. */
export const protocolsAnnounced = [
  `create trigger protocols_announced after insert on protocols
    for each row execute function announce_change('protocols')`,
];
