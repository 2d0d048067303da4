/** Where the links in messages lead. None signs anyone in; one lets its reader set a password, once, and one lets a client or a partner answer. */
export interface Links {
  signIn(): string;
  course(course: string): string;
  /** What is owed to people who are not clients yet. */
  inquiries(): string;
  /** Where somebody on the staff sets their password. What follows `#` never reaches a server or its logs. */
  password(secret: string): string;
  /** A page for a client or a partner, by its secret. */
  page(secret: string): string;
  /** One click unsubscribes a client (RFC 8058): GET shows a page, POST unsubscribes. */
  unsubscribe(token: string): string;
}

/** Links into this installation at its public address (`PUBLIC_URL`). */
export function linksAt(publicUrl: string): Links {
  const base = publicUrl.replace(/\/+$/, '');
  const under = (path: string, id: string) => `${base}/${path}/${encodeURIComponent(id)}`;
  return {
    signIn: () => `${base}/sign-in`,
    course: (course) => under('console/courses', course),
    inquiries: () => `${base}/console/inquiries`,
    password: (secret) => `${base}/console/set-password#${secret}`,
    page: (secret) => under('c', secret),
    unsubscribe: (token) => under('unsubscribe', token),
  };
}
