/** The log's codec: the one place where events become rows and rows events. */

import type { LogCodec } from '../log/types.ts';
import type { Stored } from './body.ts';
import { decode, encode, textOf } from './registry.ts';

export const EVENTS_CODEC: LogCodec<Stored> = { encode, decode, textOf };
