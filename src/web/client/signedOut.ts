/** Tells the screen that the session has ended. What is on the screen stays; a sign-in goes over it. */
const listeners = new Set<() => void>();

export const signedOut = {
  tell: (): void => {
    for (const listener of listeners) listener();
  },
  listen: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
