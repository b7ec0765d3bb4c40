/**
 * The lower bound with storage: the bare loop with one row for each message. The runtime holds back its `send`s until
 * the row is durable.
 */

import worker, { Room as Bare } from './bare.ts';

export class Room extends Bare {
  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS message (seq INTEGER PRIMARY KEY, data TEXT NOT NULL)');
  }

  override webSocketMessage(sender: WebSocket, frame: string): void {
    this.ctx.storage.sql.exec('INSERT INTO message (data) VALUES (?)', frame);
    super.webSocketMessage(sender, frame);
  }
}

export default worker;
