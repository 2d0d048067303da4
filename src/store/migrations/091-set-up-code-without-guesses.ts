/** The code cannot be guessed. A count of wrong ones let anybody lock out the owner. */
export const setUpCodeWithoutGuesses = [`alter table set_up_code drop column guesses_left`];
