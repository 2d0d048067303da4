/** In a rehearsal, the page's clock is the practice's: for everything on it, calendars and countdowns of libraries too. */
const Real = Date;
let aheadMs = 0;

const now = (): number => Real.now() + aheadMs;

const Moved: DateConstructor = new Proxy(Real, {
  construct: (target, given: unknown[], asked): Date =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, asked === Moved ? target : asked) as Date,
  get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
});

/** From now on it is this instant. */
export function moveClock(to: string): void {
  aheadMs = Real.parse(to) - Real.now();
  globalThis.Date = Moved;
}
