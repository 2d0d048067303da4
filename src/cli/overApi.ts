/** The installation that `npm start` runs, by its own API. */
import type { ProtocolPreview } from '../api';
import type { CourseHere, Installation, Version } from './installation';
import { CommandRefused, sentenceOf } from './refused';

interface Problem {
  code: string;
  detail: string;
}

export function overApi(url: string, token: string): Installation {
  async function ask<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${url}/api/v1${path}`, {
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      const sentence = `The installation at ${url} does not answer. Start it with \`npm start\`.`;
      throw new CommandRefused('installation-not-running', sentence, { cause: error });
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer as T;
    const { code, detail } = answer as Problem;
    throw new CommandRefused(code, sentenceOf(code, detail));
  }

  const named = (id: string): string => encodeURIComponent(id);

  return {
    version: async (id) => {
      const { version } = await ask<Version>(`/protocols/${named(id)}`);
      return { id, version };
    },
    zone: async () => (await ask<{ zone: string }>('/morning')).zone,
    openCourses: async (protocol) => {
      const found: CourseHere[] = [];
      let next: string | undefined;
      do {
        const cursor: string = next === undefined ? '' : `&cursor=${named(next)}`;
        const path = `/courses?closed=false&limit=200&protocol=${named(protocol)}${cursor}`;
        const page: { courses: CourseHere[]; next?: string } = await ask(path);
        found.push(...page.courses);
        next = page.next;
      } while (next !== undefined);
      return found;
    },
    course: (id) => ask<CourseHere>(`/courses/${named(id)}`),
    preview: (course, to) =>
      ask<ProtocolPreview>(`/courses/${named(course)}/protocol/preview`, { protocol: to }),
    stop: () => Promise.resolve(),
  };
}
