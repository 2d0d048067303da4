/** Whoever a reason names as able to resolve it can. */
import { CATALOG } from '../../src/catalog/signals';
import { ACTOR_ROLES, type ActorRole } from '../../src/vocabulary/roles';
import { REASON_TEXTS } from '../../src/vocabulary/reasons';
import { EXAMPLES, OUTSIDE, REPORTS, type Example } from './support/resolutions';

const resolvers = (roles: readonly ActorRole[] | 'varies'): readonly ActorRole[] =>
  roles === 'varies' ? [] : roles;

/** The reason of the example, as the course gives it. */
const given = ({ from, tried, code }: Example) => {
  const { reasons } = from().when(tried()).answer;
  const found = reasons.find((each) => each.code === code);
  if (!found) throw new Error(`refused for ${reasons.map((each) => each.code).join(', ') || 'no reason'}`);
  return found;
};

/** Whether the acts, at least one by this role, are accepted and take the reason away. */
function opens(
  { from, tried, code, instead }: Example,
  acts: ReturnType<Example['acts'][number]>,
  role: ActorRole,
) {
  if (!acts.some(({ by }) => by.role === role)) return false;
  if (acts.some(({ name, by }) => !CATALOG[name].by.includes(by.role))) return false;
  let scene = from();
  for (const act of acts) {
    scene = scene.when(act);
    if (!scene.answer.answer.accepted) return false;
  }
  if (instead) return true;
  const again = scene.when(tried()).answer;
  return again.reasons.every((each) => each.code !== code);
}

/** The same acts, the last of them reported by this role. */
const lastBy = (acts: ReturnType<Example['acts'][number]>, role: ActorRole) =>
  acts.map((act, index) => (index === acts.length - 1 ? { ...act, by: { role, id: `${role}-1` } } : act));

describe.each(EXAMPLES)('the reason $key', (example) => {
  it('is resolved by each role it names', () => {
    const roles = given(example).resolvableBy;
    const able = roles.filter((role) =>
      example.acts.some((acts) => opens(example, acts(), role) || opens(example, lastBy(acts(), role), role)),
    );
    expect(able).toEqual([...roles]);
    expect(roles.length).toBeGreaterThan(0);
  });
});

describe('every other reason', () => {
  const shown = new Set<string>(EXAMPLES.map(({ key }) => key));
  const others = REASON_TEXTS.filter(
    ({ key, resolvableBy }) => !shown.has(key) && !(key in OUTSIDE) && resolvableBy.length > 0,
  );

  it.each(others)('names only roles that can report what resolves it: $key', ({ key, resolvableBy }) => {
    const names = REPORTS[key];
    expect(names).toBeDefined();
    const able = new Set(names?.flatMap((name) => [...CATALOG[name].by]));
    expect(resolvers(resolvableBy).filter((role) => !able.has(role))).toEqual([]);
    expect(resolvableBy).not.toBe('varies');
  });

  it('is listed once', () => {
    const keys = new Set<string>(REASON_TEXTS.map(({ key }) => key));
    expect(Object.keys({ ...REPORTS, ...OUTSIDE }).filter((key) => shown.has(key) || !keys.has(key))).toEqual(
      [],
    );
  });

  it('cannot name a role that no report is open to', () => {
    const able = new Set(Object.values(CATALOG).flatMap(({ by }) => [...by]));
    expect(ACTOR_ROLES.filter((role) => !able.has(role))).toEqual(['engineer']);
  });
});
