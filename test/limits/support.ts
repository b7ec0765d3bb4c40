/** Clients in a room with the limits of a public deployment, and a clock that stands still unless a test moves it. */

import { exports } from 'cloudflare:workers';
import { onTestFinished, vi } from 'vitest';
import type { SingleFrame } from '../../src/protocol/frames.ts';
import { newSid, Peer, upgrade } from '../room/support.ts';

let addresses = 0;

/** An address that no other test uses. RFC 5737 reserves the range for documentation. */
export function freshAddress(): string {
  addresses++;
  return `203.0.${addresses >> 8}.${addresses & 255}`;
}

/**
 * Stops the clock for a test.
 * @returns a function that advances it
 */
export function stopClock(): (ms: number) => void {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  return (ms) => vi.setSystemTime(Date.now() + ms);
}

export interface From {
  address: string;
  name?: string;
  sid?: string;
  since?: number;
  epoch?: string;
}

/** The answer to the connection request of a v1 client. */
export function tryConnectFrom(room: string, { address, sid = newSid(), ...resume }: From): Promise<Response> {
  const request = upgrade(room, { sid, ...resume });
  request.headers.set('CF-Connecting-IP', address);
  return exports.default.fetch(request);
}

/** A v1 client at an address, after its welcome. */
export async function joinFrom(room: string, from: From): Promise<Peer> {
  const peer = await peerFrom(room, from);
  await peer.next('welcome');
  return peer;
}

/** A v1 client at an address. It need not be welcomed: the room may refuse it in its first frame. */
export async function peerFrom(room: string, from: From): Promise<Peer> {
  const { webSocket, status } = await tryConnectFrom(room, from);
  if (!webSocket) throw new Error(`not upgraded: ${status}`);
  const peer = new Peer(webSocket);
  onTestFinished(() => peer.close(1000));
  return peer;
}

/** The last error and the close code. */
export async function lastError(peer: Peer): Promise<{ code: number; frame: SingleFrame | undefined }> {
  const { code } = await peer.closed;
  return { code, frame: peer.frames.findLast(({ type }) => type === 'error') };
}

/** The number of acks, and the codes of errors. */
export function answers(peer: Peer): { acks: number; errors: string[] } {
  return { acks: peer.all('ack').length, errors: peer.all('error').map(({ code }) => code) };
}
