/** Prints one line of progress for the person at the terminal. */
export type Progress = (line: string) => void;
