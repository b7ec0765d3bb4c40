/** Reads the query of a connection request: the requested name, and where to resume. */

import type { Admission } from '../protocol/connect.ts';
import { MEMBER_NAME_UNITS } from '../protocol/names.ts';

/** Longer than any epoch. This only bounds what is passed on; the room checks the content. */
const EPOCH_CHARS = 64;

/** The requested name, and where to resume. Values that no client can mean are left out. */
export function readConnectQuery(url: URL): Pick<Admission, 'name' | 'since' | 'epoch'> {
  const name = url.searchParams.get('name')?.slice(0, MEMBER_NAME_UNITS);
  const since = toSeq(url.searchParams.get('since'));
  const epoch = url.searchParams.get('epoch');
  return {
    ...(name === undefined ? {} : { name }),
    ...(since === undefined ? {} : { since }),
    ...(epoch === null || epoch.length > EPOCH_CHARS ? {} : { epoch }),
  };
}

function toSeq(text: string | null): number | undefined {
  const value = text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}
