/** Every value of a protocol in words, with where it comes from, in the order of a course. Also of an unfinished draft. */
import { origins, type Origin } from '../catalog/stated';
import { isObject } from '../vocabulary/json';
import { inOrderOfCourse, sectionOf } from './fields';
import { capital, fieldWords, formatValue } from './fieldWords';

export type ValueInWords = Origin & {
  path: string;
  value: unknown;
  section: string;
  what: string;
  words: string;
};

/** `packages.0.cents` is about the package with its own name. */
function nameAt(raw: unknown, path: string): string {
  const [list = '', index = ''] = path.split('.');
  const entries = isObject(raw) ? raw[list] : undefined;
  const entry: unknown = Array.isArray(entries) ? entries[Number(index)] : undefined;
  return isObject(entry) && typeof entry.label === 'string' ? ` (${entry.label})` : '';
}

export const valuesInWords = (raw: unknown): ValueInWords[] =>
  inOrderOfCourse(
    [...origins(raw)].map(([path, origin]) => {
      const pattern = path.replace(/\.\d+(?=\.)/, '.*');
      const { what, unit } = fieldWords(pattern);
      return {
        ...origin,
        ...{
          path,
          section: sectionOf(path),
          what: capital(what) + (pattern === path ? '' : nameAt(raw, path)),
        },
        words: formatValue(origin.value, unit),
      };
    }),
  );
