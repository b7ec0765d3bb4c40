/** What holds off threats, in the code: each with what stands there without it, and the test that then fails (guards.ts sees to it). */

export interface Guard {
  /** The row of docs/threats.md. */
  row: string;
  what: string;
  file: string;
  /** Stands in the file exactly once. */
  code: string;
  /** What stands there without the guard. */
  without: string;
  /** The file of the test, and the project that it runs in. */
  test: [file: string, project: string];
}

export const GUARDS: readonly Guard[] = [
  {
    row: 'B01',
    what: 'strikes',
    file: 'src/room/strikes.ts',
    code: 'return times.length === STRIKES && first !== undefined && now - first < WITHIN_MS;',
    without: 'return false;',
    test: ['limits/room', 'limits'],
  },
  {
    row: 'B02',
    what: 'text frames alone',
    file: 'src/room/desk.ts',
    code: "return this.#hall.close(connection, 'unsupported_data', 'Only text frames are understood.', 'lost');",
    without: 'return;',
    test: ['threats/frames', 'threats'],
  },
  {
    row: 'B03',
    what: 'size before parsing',
    file: 'src/room/desk.ts',
    code: 'if (exceedsBytes(message, FATAL_FRAME_BYTES))',
    without: 'if (false)',
    test: ['threats/frames', 'threats'],
  },
  {
    row: 'B04',
    what: 'no compression of frames',
    file: 'wrangler.toml',
    code: 'compatibility_flags = ["no_web_socket_compression"]',
    without: '',
    test: ['threats/frames', 'threats'],
  },
  {
    row: 'B09',
    what: 'cleaning of text',
    file: 'src/protocol/text.ts',
    code: "return raw.toWellFormed().replace(CONTROLS, '');",
    without: 'return raw;',
    test: ['threats/content', 'threats'],
  },
  {
    row: 'B13',
    what: 'marks on look-alikes',
    file: 'src/room/roster.ts',
    code: 'return { name: distinct, ...refused };',
    without: 'return { name, ...refused };',
    test: ['threats/content', 'threats'],
  },
  {
    row: 'B16',
    what: 'origin',
    file: 'src/edge/origin.ts',
    code: 'return allowed.has(origin.origin) ||',
    without: 'return true ||',
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B17',
    what: 'signature of a proof',
    file: 'src/edge/proof.ts',
    code: 'const { payload } = await compactVerify(jwt, await importJWK(jwk, alg), { algorithms: [alg] });',
    without: "const payload = Buffer.from(jwt.split('.')[1] ?? '', 'base64url');",
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B17',
    what: 'each proof once',
    file: 'src/room/proofs.ts',
    code: "if (until !== undefined && until > now) return 'repeated';",
    without: '',
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B19',
    what: 'ids used before',
    file: 'src/room/intake.ts',
    code: 'const earlier = this.#findEarlier(draft.event, frame.again);',
    without: 'const earlier = undefined;',
    test: ['threats/content', 'threats'],
  },
  {
    row: 'B22',
    what: 'rate of frames',
    file: 'src/room/limiter.ts',
    code: "return this.#rates?.frame(this.#limited(spender), now) ?? 'take';",
    without: "return 'take';",
    test: ['limits/room', 'limits'],
  },
  {
    row: 'B22',
    what: 'rate of events',
    file: 'src/room/limiter.ts',
    code: 'const waitMs = this.#heldMs(spender, now) || (this.#rates?.event(this.#limited(spender), rows, now) ?? 0);',
    without: 'const waitMs = 0;',
    test: ['limits/room', 'limits'],
  },
  {
    row: 'B22',
    what: 'price of another name',
    file: 'src/room/desk.ts',
    code: 'const waitMs = this.#limiter.event(connection, RENAME_COST, now);',
    without: 'const waitMs = 0;',
    test: ['limits/room', 'limits'],
  },
  {
    row: 'B25',
    what: 'form of room names',
    file: 'src/protocol/names.ts',
    code: 'const isFit = ROOM_NAME.test(name) && !IGNORABLE.test(name) && !STACKED_MARKS.test(name);',
    without: 'const isFit = true;',
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B26',
    what: 'bound parameters',
    file: 'src/room/log.ts',
    code: 'this.#storage.sql.exec(INSERT, JSON.stringify(rows)).rowsWritten',
    without: `this.#storage.sql.exec(INSERT.replace('?', "'" + JSON.stringify(rows) + "'")).rowsWritten`,
    test: ['threats/content', 'threats'],
  },
  {
    row: 'B27',
    what: 'price of history',
    file: 'src/room/queries.ts',
    code: 'if (waitMs === 0) return true;',
    without: 'return true;',
    test: ['limits/room', 'limits'],
  },
  {
    row: 'B29',
    what: 'no table before the first event',
    file: 'src/room/log.ts',
    code: 'if (this.#loaded) return;',
    without: "if (this.#loaded) return; try { this.#createTables('', EMPTY); } catch {}",
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B31',
    what: 'the one header with the address',
    file: 'src/edge/address.ts',
    code: "const ADDRESS_HEADER = 'CF-Connecting-IP';",
    without: "const ADDRESS_HEADER = 'X-Forwarded-For';",
    test: ['edge/connect', 'worker'],
  },
  {
    row: 'B32',
    what: 'GET alone',
    file: 'src/edge/upgrade.ts',
    code: "if (method !== 'GET')",
    without: 'if (false)',
    test: ['threats/wire', 'threats'],
  },
  {
    row: 'B35',
    what: 'time that never goes back',
    file: 'src/room/intake.ts',
    code: 'const ts = Math.max(now, last?.ts ?? this.#log.headTs);',
    without: 'const ts = now;',
    test: ['room/hibernation', 'worker'],
  },
  {
    row: 'B36',
    what: 'count of wrong keys',
    file: 'src/room/door.ts',
    code: 'if (keyHash !== undefined) wrong.add(now);',
    without: '',
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B37',
    what: 'bans',
    file: 'src/room/door.ts',
    code: 'if (restrictionOf(house.bans, id, now)) return true;',
    without: '',
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B38',
    what: 'roles',
    file: 'src/room/roles.ts',
    code: 'if (!may(by.rank, action, house)) return whoMay(action);',
    without: '',
    test: ['threats/door', 'threats'],
  },
  {
    row: 'B39',
    what: '`gone` before close',
    file: 'src/room/roster.ts',
    code: 'connection.markGone();',
    without: '',
    test: ['room/hibernation', 'worker'],
  },
];
