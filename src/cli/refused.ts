/** What a command cannot do; the message says to a person why, and what to do instead. */
export class CommandRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CommandRefused';
  }
}
