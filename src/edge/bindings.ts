/** What wrangler.toml binds to the Worker beside its variables. An environment (`[env.x]`) inherits none of it. */

/** Which of them are there. */
export interface BindingsFound {
  /** The rooms. Nothing works without. */
  ROOM: boolean;
  /** The platform's counters by address. Without them the limits by address over all rooms are off. */
  CONNECTS: boolean;
  WRITES: boolean;
}

const COUNTERS = ['CONNECTS', 'WRITES'] as const;

export function bindingsOf(env: Readonly<Record<string, unknown>> = {}): BindingsFound {
  const has = (name: keyof BindingsFound) => typeof env[name] === 'object' && env[name] !== null;
  return { ROOM: has('ROOM'), CONNECTS: has('CONNECTS'), WRITES: has('WRITES') };
}

/**
 * Looks at them when the Worker starts.
 * @param limitAddresses whether the counters are to be used (RATE_LIMITS)
 * @param warn is told of what can be done without
 * @throws Error that names what can't
 */
export function checkBindings(
  env: Readonly<Record<string, unknown>>,
  limitAddresses: boolean,
  warn: (line: string) => void = console.warn,
): void {
  const found = bindingsOf(env);
  if (!found.ROOM)
    throw new Error(
      'ROOM (durable object) is missing: wrangler.toml needs [[durable_objects.bindings]] with the name "ROOM". An environment inherits none: it needs [[env.NAME.durable_objects.bindings]] of its own.',
    );
  const missing = COUNTERS.filter((name) => !found[name]);
  if (limitAddresses && missing.length > 0)
    warn(
      `${missing.join(' and ')} (rate limit) missing: what one address may do over all rooms is not limited. wrangler.toml needs [[ratelimits]], an environment [[env.NAME.ratelimits]] of its own; RATE_LIMITS = "off" says that it is meant.`,
    );
}
