/** The codec of the log: the one place where events and the state of the room become columns, and columns become them again. */

import { STATE_CODEC } from '../access/state-codec.ts';
import type { LogCodec } from '../log/types.ts';
import type { Stored } from './body.ts';
import { decode, encode, textOf } from './registry.ts';

export const EVENTS_CODEC: LogCodec<Stored> = { encode, decode, textOf, state: STATE_CODEC };
