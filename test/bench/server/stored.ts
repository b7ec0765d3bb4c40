/** Counts what rooms have stored by reading their files without the server. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The messages in all rooms below a directory. The server must have ended. */
export function countMessages(storage: string): number {
  let messages = 0;
  for (const file of readdirSync(storage, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.sqlite')) continue;
    const db = new DatabaseSync(join(storage, file));
    try {
      const table = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'event'").get();
      if (!table) continue;
      const row = db.prepare("SELECT count(*) AS n FROM event WHERE kind = 'msg'").get();
      messages += Number(row?.n ?? 0);
    } finally {
      db.close();
    }
  }
  return messages;
}
