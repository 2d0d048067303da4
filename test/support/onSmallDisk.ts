import { smallDisk, type SmallDisk } from '../../tools/drill/smallDisk';

/** Tests that need a disk to fill. Where none can be mounted they are skipped, and the reason is printed. */
export function onSmallDisk(megabytes: number, tests: (disk: SmallDisk) => void): void {
  const disk = smallDisk(megabytes);
  if ('unavailable' in disk) {
    it.skip(`not run: ${disk.unavailable}`, () => undefined);
    process.stderr.write(`SKIPPED, no full disk here: ${disk.unavailable}\n`);
    return;
  }
  afterEach(() => {
    disk.free();
  });
  tests(disk);
  // Last: what runs on it is stopped before.
  afterAll(() => {
    disk.remove();
  });
}
