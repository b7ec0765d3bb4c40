/** Worker entry: the app, and the Room class with the owner's configuration. */

import { env } from 'cloudflare:workers';
import { createApp } from './edge/app.ts';
import { checkBindings } from './edge/bindings.ts';
import { parseConfig } from './edge/config.ts';
import { RoomObject } from './room/object.ts';

// Parsed at start-up, so that a bad value stops the Worker with its name instead of failing the first visitor.
const config = parseConfig(env);
checkBindings(env, config.limitAddresses);

export class Room extends RoomObject {
  constructor(ctx: DurableObjectState, bindings: Cloudflare.Env) {
    super(ctx, bindings, config);
  }
}

export default createApp(config);
