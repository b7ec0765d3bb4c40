/** Plays a script in a room and records everything as text: frames sent and received, rows written, tables. */

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { vi } from 'vitest';
import { guestOf } from '../../../src/edge/identity.ts';
import type { Admission } from '../../../src/protocol/connect.ts';
import type { RoomObject } from '../../../src/room/object.ts';
import { type ConnectOptions, evict, freshRoom, Peer, stubOf, tryConnect, upgrade } from '../support.ts';

/** Far in the future, so that no alarm fires by itself. */
const START = Date.UTC(2100, 0, 1);
/** The pause between two acts, long enough that no notice or signal has to wait. */
const PAUSE_MS = 4_000;
/** Sent frames are cut after this many characters. Received frames never are. */
const SHOWN_CHARS = 300;
/** The question by which a peer settles. It isn't part of the script. */
const SETTLED = /"id":"settled-\d+"/;
/** Characters that are invisible in the transcript or that some programs take for line breaks. */
const UNSEEN = /[\u0085\u200b\u202e\u2028\u2029]/g;

/** A client of the script. */
export interface Client {
  name: string;
  /** The member's id. */
  id: string;
  peer: Peer;
  /** How many of its frames are in the transcript already. */
  shown: number;
  ended: boolean;
}

type Sent = object | string | ArrayBuffer;
/** Frames with their senders. */
export type Frames = readonly (readonly [Client, object])[];

export class Transcript {
  readonly room = freshRoom();
  readonly #lines: string[] = [];
  readonly #clients: Client[] = [];
  /** Text that differs from run to run → its placeholder. */
  readonly #names = new Map<string, string>();
  #rows = 0;
  #alarm: number | null = null;

  constructor() {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    this.#names.set(this.room, '<room>');
  }

  /** The transcript so far, with placeholders for everything that differs from run to run. */
  get text(): string {
    let text = `${this.#lines.join('\n')}\n`;
    for (const [secret, name] of this.#names) text = text.replaceAll(secret, name);
    return text
      .replaceAll(/"build":"[^"]*"/g, '"build":"<build>"')
      .replaceAll(/reference [0-9a-f]{8}\b/g, 'reference <fault>')
      .replaceAll(UNSEEN, (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`);
  }

  /** Advances the clock. */
  pass(ms: number): void {
    vi.setSystemTime(Date.now() + ms);
  }

  /** A client sends frames, one after another. Records what every client receives. */
  act(title: string, client: Client, ...frames: Sent[]): Promise<void> {
    return this.happen(title, () => {
      this.#say(frames.map((frame) => [client, frame]));
      for (const frame of frames) client.peer.send(frame);
    });
  }

  /** Does some work and records what every client receives. */
  async happen(title: string, work: () => unknown): Promise<void> {
    this.pass(PAUSE_MS);
    this.#lines.push('', `## ${title}`);
    await work();
    await this.#settle();
    await this.#show();
  }

  /** Does some work without recording its results. */
  async aside(title: string, work: () => unknown): Promise<void> {
    this.#lines.push('', `## (${title})`);
    await this.#unseen(work);
  }

  /**
   * Several clients send frames that reach the room in one turn, as if it had been occupied. A flood of events, which
   * isn't recorded, makes the room busy first.
   * @param until resolves when all delayed frames have arrived
   */
  busy(title: string, flood: Frames, frames: Frames, until: () => unknown = () => {}): Promise<void> {
    return this.happen(title, async () => {
      await this.#unseen(() => this.#deliver(flood));
      this.#say(frames);
      await this.#deliver(frames);
      await until();
    });
  }

  /** Runs the alarm directly after these frames. */
  alarm(title: string, frames: Frames = []): Promise<void> {
    return this.happen(title, async () => {
      this.#say(frames);
      await this.#deliver(frames);
      await runDurableObjectAlarm(stubOf(this.room));
    });
  }

  /** A client connects to the room directly, with the admission that the edge would give it. */
  enter(name: string, admission: Partial<Admission> & { id: string }): Promise<Client> {
    return this.#open(name, admission.id, admission, () => tryConnect(this.room, admission));
  }

  /** A client connects through the edge. */
  async connect(name: string, options: ConnectOptions & { sid: string }): Promise<Client> {
    return this.#open(name, (await guestOf(options.sid)).id, options, () =>
      exports.default.fetch(upgrade(this.room, options)),
    );
  }

  /** Makes a connect that should be refused. */
  refused(title: string, request: () => Promise<Response>): Promise<void> {
    return this.happen(title, async () => {
      const response = await request();
      if (!response.webSocket) return this.#answer(response);
      await this.#closing({ name: 'it', id: '', peer: new Peer(response.webSocket), shown: 0, ended: false });
    });
  }

  /** Calls the API from localhost. */
  async call(method: string, path: string, headers: Record<string, string> = {}): Promise<Headers> {
    const url = `http://localhost:8787/api/rooms/${this.room}${path}`;
    const response = await exports.default.fetch(new Request(url, { method, headers }));
    await this.happen(`${method} ${path}`, () => this.#answer(response));
    return response.headers;
  }

  leave(client: Client, code: number): Promise<void> {
    return this.happen(`${client.name} leaves with ${code}`, () => {
      client.peer.close(code);
      return this.#closing(client);
    });
  }

  /** Evicts the room, leaving its sockets open. */
  async sleep(): Promise<void> {
    await evict(this.room);
    this.#rows = 0;
  }

  sql(query: string): Promise<void> {
    return runInDurableObject(stubOf(this.room), (_, { storage }) => {
      storage.sql.exec(query);
    });
  }

  /** Records the tables, without events by the client `except`. */
  tables(title: string, except?: Client): Promise<void> {
    return this.happen(title, () =>
      runInDurableObject(stubOf(this.room), (_, { storage: { sql } }) => {
        const made = sql.exec("SELECT sql FROM sqlite_master WHERE name IN ('event', 'meta') ORDER BY name").raw();
        for (const [statement] of made) this.#lines.push(String(statement).replaceAll(/\s+/g, ' '));
        if (this.#lines.at(-1)?.startsWith('CREATE') !== true) return;
        for (const row of sql.exec('SELECT * FROM meta').raw()) this.#lines.push(JSON.stringify(row));
        for (const row of sql.exec('SELECT * FROM event WHERE member IS NOT ? ORDER BY seq', except?.id ?? null).raw())
          this.#lines.push(JSON.stringify(row));
      }),
    );
  }

  async #open(name: string, id: string, asked: object, request: () => Promise<Response>): Promise<Client> {
    await this.happen(`${name} connects: ${JSON.stringify(asked)}`, async () => {
      const response = await request();
      if (!response.webSocket) throw new Error(`${name} was refused: ${await response.text()}`);
      this.#clients.push({ name, id, peer: new Peer(response.webSocket), shown: 0, ended: false });
    });
    const client = this.#clients.at(-1);
    if (client?.name !== name) throw new Error('unreachable');
    return client;
  }

  async #unseen(work: () => unknown): Promise<void> {
    await work();
    await this.#settle();
    for (const client of this.#clients) client.shown = client.peer.raw.length;
    this.#rows = await runInDurableObject(stubOf(this.room), ({ log }: RoomObject) => log.rowsWritten);
  }

  #say(frames: readonly (readonly [Client, Sent])[]): void {
    for (const [{ name }, frame] of frames) this.#lines.push(`${name} > ${shortened(frame)}`);
  }

  #deliver(frames: Frames): Promise<void> {
    return runInDurableObject(stubOf(this.room), (room: RoomObject, state) => {
      const sockets = new Map(state.getWebSockets().map((ws) => [ws.deserializeAttachment().id, ws]));
      for (const [{ name, id }, frame] of frames) {
        const socket = sockets.get(id);
        if (!socket) throw new Error(`${name} is not here`);
        room.webSocketMessage(socket, JSON.stringify(frame));
      }
    });
  }

  /**
   * Settles every client twice: once so that the room has handled all frames, once so that all clients have the
   * results.
   */
  async #settle(): Promise<void> {
    for (const _ of ['taken', 'told']) {
      for (const client of this.#clients)
        if (!client.ended) await client.peer.settled().catch(() => this.#closing(client));
    }
  }

  async #closing(client: Client): Promise<void> {
    const { code, reason } = await client.peer.closed;
    client.ended = true;
    this.#got(client);
    this.#lines.push(`${client.name} x ${code} ${reason}`.trimEnd());
  }

  #got(client: Client): void {
    for (const text of client.peer.raw.slice(client.shown))
      if (!SETTLED.test(text)) this.#lines.push(`${client.name} < ${text}`);
    client.shown = client.peer.raw.length;
  }

  async #answer(response: Response): Promise<void> {
    this.#lines.push(`it < ${response.status}`);
    for (const header of ['content-type', 'content-disposition', 'etag', 'retry-after', 'allow', 'upgrade']) {
      const value = response.headers.get(header);
      if (value !== null) this.#lines.push(`it < ${header}: ${value}`);
    }
    const body = new TextDecoder().decode(await response.arrayBuffer());
    if (body !== '') this.#lines.push(body);
  }

  /** Records what every client received, the rows written, and the alarm if it changed. */
  async #show(): Promise<void> {
    for (const client of this.#clients) this.#got(client);
    await runInDurableObject(stubOf(this.room), async ({ log }: RoomObject, { storage }) => {
      const alarm = await storage.getAlarm();
      if (alarm !== this.#alarm) this.#lines.push(`alarm: ${alarm}`);
      this.#alarm = alarm;
      const rows = log.rowsWritten - this.#rows;
      if (rows > 0) this.#lines.push(`rows written: ${rows}`);
      this.#rows = log.rowsWritten;
      if (log.unreadable) return;
      this.#name('epoch', log.epoch);
      const { salt, bans } = log.state.moderation;
      this.#name('salt', salt ?? '');
      for (const { addresses = [] } of bans.values()) for (const hash of addresses) this.#name('address', hash);
    });
  }

  #name(what: string, secret: string): void {
    if (secret === '' || this.#names.has(secret)) return;
    const known = [...this.#names.values()].filter((name) => name.startsWith(`<${what}`)).length;
    this.#names.set(secret, `<${what} ${known + 1}>`);
  }
}

function shortened(frame: Sent): string {
  if (frame instanceof ArrayBuffer) return `${frame.byteLength} bytes`;
  const text = typeof frame === 'string' ? frame : JSON.stringify(frame);
  return text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}… (${text.length} characters)` : text;
}
