/** The bindings in wrangler.toml other than variables. A named environment (`[env.x]`) inherits none of them. */

/** Which of the bindings exist. */
export interface BindingsFound {
  /** The rooms. Required. */
  ROOM: boolean;
  /** The platform's rate limiter by address. Without it the limits by address across rooms are off. */
  CONNECTS: boolean;
  WRITES: boolean;
}

const COUNTERS = ['CONNECTS', 'WRITES'] as const;

export function bindingsOf(env: Readonly<Record<string, unknown>> = {}): BindingsFound {
  const has = (name: keyof BindingsFound) => typeof env[name] === 'object' && env[name] !== null;
  return { ROOM: has('ROOM'), CONNECTS: has('CONNECTS'), WRITES: has('WRITES') };
}

/**
 * Checks the bindings when the Worker starts.
 * @param limitAddresses whether the limits by address are on (RATE_LIMITS)
 * @param warn called for each optional binding that is missing
 * @throws Error that names a missing required binding
 */
export function checkBindings(
  env: Readonly<Record<string, unknown>>,
  limitAddresses: boolean,
  warn: (line: string) => void = console.warn,
): void {
  const found = bindingsOf(env);
  if (!found.ROOM)
    throw new Error(
      'ROOM (Durable Object) is missing. wrangler.toml needs [[durable_objects.bindings]] with the name "ROOM". An environment inherits no bindings and needs its own [[env.NAME.durable_objects.bindings]].',
    );
  const missing = COUNTERS.filter((name) => !found[name]);
  if (limitAddresses && missing.length > 0)
    warn(
      `${missing.join(' and ')} (rate limit) ${missing.length === 1 ? 'is' : 'are'} missing, so one address is not limited across rooms. wrangler.toml needs [[ratelimits]], and an environment needs its own [[env.NAME.ratelimits]]. Set RATE_LIMITS = "off" if this is intended.`,
    );
}
