import { csvOf } from '../../src/api/csv';

const table = (...cells: (string | number)[]) => csvOf(['What'], [cells]).replace('\uFEFFWhat\r\n', '');

describe('a table as CSV', () => {
  it.each([
    ['=1+1', `"'=1+1"\r\n`],
    ['+1', `"'+1"\r\n`],
    ['-1', `"'-1"\r\n`],
    ['@SUM(A1)', `"'@SUM(A1)"\r\n`],
    ['\t=1', `"'\t=1"\r\n`],
    ['\r=1', `"'\r=1"\r\n`],
    ['\n=1', `"'\n=1"\r\n`],
    ['＝1+1', `"'＝1+1"\r\n`],
    ['＋1', `"'＋1"\r\n`],
    ['－1', `"'－1"\r\n`],
    ['＠SUM(A1)', `"'＠SUM(A1)"\r\n`],
    ['﹦1', `"'﹦1"\r\n`],
    ['−1', `"'−1"\r\n`],
    ['  =1', `"'  =1"\r\n`],
    [' \t＝1', `"' \t＝1"\r\n`],
    ['\u00a0\u3000-1', `"'\u00a0\u3000-1"\r\n`],
    ['\u200b\u0000@A1', `"'\u200b\u0000@A1"\r\n`],
  ])('never runs %j as a formula', (text, line) => {
    expect(table(text)).toBe(line);
  });

  it.each(['a=b', ' a + b', 'Anna-Lena', '  two blanks', '１２', ''])('leaves %j as it is', (text) => {
    expect(table(text)).toBe(`${text}\r\n`);
  });

  it('quotes what has commas, quotes and line ends, as RFC 4180 says', () => {
    expect(table('a,b', 'say "yes"', 'two\nlines', 'plain')).toBe(
      '"a,b","say ""yes""","two\nlines",plain\r\n',
    );
  });

  it('leaves numbers as they are, and begins with the mark of UTF-8', () => {
    expect(table(-12.5, 0, 330)).toBe('-12.5,0,330\r\n');
    expect(csvOf(['Łukasz'], [])).toBe('\uFEFFŁukasz\r\n');
  });
});
