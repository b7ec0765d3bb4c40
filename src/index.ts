/** Entry point of the Worker: the app, and the classes of Durable Objects with the operator's configuration. */

import { env } from 'cloudflare:workers';
import { createApp } from './edge/app.ts';
import { checkBindings } from './edge/bindings.ts';
import { parseConfig } from './edge/config.ts';
import { KeysObject } from './objects/keys/object.ts';
import { RoomObject } from './room/object.ts';

// Parsed at start-up, so that an invalid value stops the Worker with the variable's name instead of failing the first
// request.
const config = parseConfig(env);
checkBindings(env, config.limitAddresses);

export class Room extends RoomObject {
  constructor(ctx: DurableObjectState, bindings: Cloudflare.Env) {
    super(ctx, bindings, config);
  }
}

export class Keys extends KeysObject {
  constructor(ctx: DurableObjectState, bindings: Cloudflare.Env) {
    super(ctx, bindings, config);
  }
}

export default createApp(config);
