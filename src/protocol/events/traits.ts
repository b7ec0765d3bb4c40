/**
 * All kinds of events and the traits by which the rest of the software treats them. Every folder may import this table.
 */

export interface Traits {
  /** The event is an item: in history, in the window after `welcome`, and in exports with its current state. */
  readonly listed: boolean;
  /** A search scans its text. */
  readonly searched: boolean;
  /** Whether the audit list has it: always, only if it changes another member's item, or never. */
  readonly audited: 'always' | 'others' | 'never';
  /** Kinds of events that may change it. Empty if it is not an item. */
  readonly takes: readonly string[];
  /** What can hold it back: slow mode and mutes (`slow`), only mutes (`mute`), or neither (`free`). */
  readonly speech: 'slow' | 'mute' | 'free';
  /** The event is stored immediately and never waits for others, because the next frame must already obey it. */
  readonly atOnce: boolean;
  /** What base clients get: the same frame as other clients, one of their own (`base` of its module), or nothing. */
  readonly base: 'same' | 'own' | 'none';
  /** Whether members aren't told who sent the event. */
  readonly secret: boolean;
  /** What the ack tells the sender: only the place in the log, or the whole event if the room added to it. */
  readonly ack: 'place' | 'whole';
  /**
   * The oldest schema (`meta.version`, room/log/migrations.ts) whose code knows the kind. The first event of the kind
   * raises the room's version to it, and older code refuses the room from then on.
   */
  readonly schema: number;
}

/** Kinds that change an item. */
const CHANGE = {
  listed: false,
  searched: false,
  takes: [],
  atOnce: false,
  base: 'none',
  secret: false,
  ack: 'place',
  schema: 1,
} as const;
/** Kinds that concern the room or a member. */
const ACT = { ...CHANGE, audited: 'always', atOnce: true } as const;

const TRAITS = {
  msg: {
    listed: true,
    searched: true,
    audited: 'never',
    takes: ['edit', 'delete', 'react'],
    speech: 'slow',
    atOnce: false,
    base: 'same',
    secret: false,
    ack: 'place',
    schema: 1,
  },
  edit: { ...CHANGE, audited: 'never', speech: 'mute' },
  // Members may delete what they said at any time.
  delete: { ...CHANGE, audited: 'others', speech: 'free' },
  react: { ...CHANGE, audited: 'never', speech: 'mute' },
  poll: {
    listed: true,
    searched: true,
    audited: 'never',
    takes: ['vote', 'close', 'delete', 'react'],
    speech: 'slow',
    atOnce: false,
    base: 'own',
    secret: false,
    ack: 'whole',
    schema: 3,
  },
  vote: { ...CHANGE, audited: 'never', speech: 'mute', secret: true, ack: 'whole', schema: 3 },
  close: { ...CHANGE, audited: 'others', speech: 'mute', base: 'own', ack: 'whole', schema: 3 },
  set: { ...ACT, speech: 'mute' },
  // An act of moderation doesn't count as speech.
  mod: { ...ACT, speech: 'free', ack: 'whole' },
} as const satisfies Readonly<Record<string, Traits>>;

export type Kind = keyof typeof TRAITS;

/** The kinds whose trait `Name` has one of the values `Value`. */
type With<Name extends keyof Traits, Value> = {
  [K in Kind]: (typeof TRAITS)[K][Name] extends Value ? K : never;
}[Kind];

export type ListedKind = With<'listed', true>;
export type OwnBaseKind = With<'base', 'own'>;
/** Exported as they were broadcast, beside the items. */
export type ActKind = With<'audited', 'always'>;
export type AuditedKind = With<'audited', 'always' | 'others'>;

export const KINDS: readonly Kind[] = Object.keys(TRAITS).filter(isKind);

export function isKind(name: string): name is Kind {
  return Object.hasOwn(TRAITS, name);
}

/** The traits of a kind, without its literal types. */
export function traitsOf(kind: Kind): Traits {
  return TRAITS[kind];
}

export function isListed<E extends { readonly kind: Kind }>(event: E): event is E & { readonly kind: ListedKind } {
  return traitsOf(event.kind).listed;
}

export function isAct<E extends { readonly kind: Kind }>(event: E): event is E & { readonly kind: ActKind } {
  return traitsOf(event.kind).audited === 'always';
}

export function isAudited<E extends { readonly kind: Kind }>(event: E): event is E & { readonly kind: AuditedKind } {
  return traitsOf(event.kind).audited !== 'never';
}

/**
 * The kinds with certain traits as a list for SQL, `'msg','poll'`. It is built from the constants of this file, once at
 * load.
 */
export function sqlList(matches: (traits: Traits) => boolean): string {
  return KINDS.filter((kind) => matches(TRAITS[kind]))
    .map((kind) => `'${kind}'`)
    .join(',');
}
