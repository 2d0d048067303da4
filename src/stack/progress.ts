/** Tells the person at the terminal one line of progress. */
export type Progress = (line: string) => void;
