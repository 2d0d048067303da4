/** Every link and every path in the documents leads somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

const markdownIn = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name));

const DOCUMENTS = [...readdirSync(ROOT).filter((name) => name.endsWith('.md')), ...markdownIn('docs')];

const LINK = /\]\(([^)\s]+)\)/g;
const FILE_PATH =
  /(?<![\w/.-])((?:src|tools|test|bench|docs|scenarios|protocols|docker|scripts|stand-ins)\/[\w./-]*[\w/])/g;

/** The name GitHub gives to the anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '');

const anchorsOf = (text: string): Set<string> =>
  new Set([...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));

/** What is wrong with a link or path in a document; undefined if it leads somewhere. */
function problemOf(document: string, link: string): string | undefined {
  const [target = '', anchor] = link.split('#');
  const file = target === '' ? document : path.join(path.dirname(document), target);
  if (!existsSync(path.join(ROOT, file))) return `${document}: ${link} does not exist`;
  if (anchor === undefined || !file.endsWith('.md')) return undefined;
  const anchors = anchorsOf(readFileSync(path.join(ROOT, file), 'utf8'));
  return anchors.has(anchor) ? undefined : `${document}: ${link} has no such heading`;
}

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

const linksOf = (text: string): string[] =>
  matches(withoutCode(text), LINK).filter((link) => !/^[a-z]+:/.test(link));

const missingPaths = (text: string): string[] =>
  matches(text, FILE_PATH).filter((each) => !existsSync(path.join(ROOT, each)));

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readFileSync(path.join(ROOT, document), 'utf8');

  it('has only links that lead somewhere', () => {
    expect(linksOf(text).flatMap((link) => problemOf(document, link) ?? [])).toEqual([]);
  });

  it('names only files and folders that exist', () => {
    expect(missingPaths(text)).toEqual([]);
  });
});

describe('the check', () => {
  it('finds links and paths', () => {
    const text = DOCUMENTS.map((document) => readFileSync(path.join(ROOT, document), 'utf8')).join('\n');
    expect(linksOf(text).length).toBeGreaterThan(100);
    expect(matches(text, FILE_PATH).length).toBeGreaterThan(50);
  });

  it('reports a file, a heading and a path that do not exist', () => {
    expect(problemOf('docs/api.md', 'nowhere.md')).toBe('docs/api.md: nowhere.md does not exist');
    expect(problemOf('docs/api.md', 'operating.md#nowhere')).toBe(
      'docs/api.md: operating.md#nowhere has no such heading',
    );
    expect(problemOf('docs/api.md', 'operating.md#backup')).toBeUndefined();
    expect(missingPaths('Run `npx tsx src/nowhere.ts`, not src/course/.')).toEqual(['src/nowhere.ts']);
  });
});
