/** What kinds of events there are, and what each of them is to the rest of the software: the one table that every folder may import. */

export interface Traits {
  /** It is an item: in history, in the window after `welcome`, and in exports with its present state. */
  readonly listed: boolean;
  /** A search looks through its text. */
  readonly searched: boolean;
  /** Whether it is in the audit list: always, only where it changes somebody else's item, or never. */
  readonly audited: 'always' | 'others' | 'never';
  /** Kinds of events that may change it. Empty for what is no item. */
  readonly takes: readonly string[];
  /** Slow mode counts it and holds it back (`slow`); only a mute holds it back (`mute`); neither does (`free`). */
  readonly speech: 'slow' | 'mute' | 'free';
  /** It is stored at once, never gathered with others: what it allows or forbids holds for the very next frame. */
  readonly atOnce: boolean;
  /** What base clients get of it: the same frame as the others, one of its own (`base` of its module), or nothing. */
  readonly base: 'same' | 'own' | 'none';
  /** Nobody is told who sent it. */
  readonly secret: boolean;
  /** What its sender is told: only its place, or the whole event, where the room has added to it. */
  readonly ack: 'place' | 'whole';
  /**
   * The oldest schema of a room (`meta.version`, room/log/migrations.ts) whose code knows the kind. A room rises to it with its first
   * event of the kind, and older code refuses the room from then on.
   */
  readonly schema: number;
}

/** What changes an item. */
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
/** What is about the room or a member. */
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
  // What somebody said may be taken back at any time.
  delete: { ...CHANGE, audited: 'others', speech: 'free' },
  react: { ...CHANGE, audited: 'never', speech: 'mute' },
  set: { ...ACT, speech: 'mute' },
  // An act of moderation is no speech.
  mod: { ...ACT, speech: 'free', ack: 'whole' },
} as const satisfies Readonly<Record<string, Traits>>;

export type Kind = keyof typeof TRAITS;

/** The kinds whose trait `Name` has one of the values `Value`. */
type With<Name extends keyof Traits, Value> = {
  [K in Kind]: (typeof TRAITS)[K][Name] extends Value ? K : never;
}[Kind];

export type ListedKind = With<'listed', true>;
export type OwnBaseKind = With<'base', 'own'>;
/** Exported as they are told, beside the items. */
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

/** The kinds with certain traits as a list for SQL, `'msg','poll'`: made of constants of this file alone, once at load. */
export function sqlList(matches: (traits: Traits) => boolean): string {
  return KINDS.filter((kind) => matches(TRAITS[kind]))
    .map((kind) => `'${kind}'`)
    .join(',');
}
