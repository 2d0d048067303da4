import { FEW, measureLists, reportLists } from '../../bench/lists';

describe('measuring lists', () => {
  it('reads each list of a practice with few courses, and of one with many', async () => {
    const measured = await measureLists(FEW, () => undefined);
    expect(measured.courses.few).toBeGreaterThan(10);
    expect(measured.courses.many).toBe(FEW.courses);
    for (const { few, many } of measured.lists)
      expect([few.count, many.count]).toEqual([FEW.reads, FEW.reads]);
    expect(reportLists(measured)).toContain('| Today: tasks |');
  });
});
