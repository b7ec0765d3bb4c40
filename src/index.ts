/** Entry point of the Worker: the app, and the classes of Durable Objects with the operator's configuration. */

import { env } from 'cloudflare:workers';
import { createApp } from './edge/app.ts';
import { checkBindings } from './edge/bindings.ts';
import { parseConfig } from './edge/config.ts';
import { FilesObject } from './objects/files/object.ts';
import { sniff } from './objects/files/sniff.ts';
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

export class Files extends FilesObject {
  constructor(ctx: DurableObjectState, bindings: Cloudflare.Env) {
    super(ctx, bindings, config.files, sniff);
  }
}

export class Keys extends KeysObject {
  constructor(ctx: DurableObjectState, bindings: Cloudflare.Env) {
    super(ctx, bindings, config.files);
  }
}

export default createApp(config);
