/**
 * Connects a client to a room: ordered checks that wake no object, then one request to the room that the edge builds
 * itself.
 */

import type { CloseName } from '../protocol/codes.ts';
import {
  ADMISSION_HEADER,
  type Admission,
  encodeAdmission,
  type Offer,
  parseOffer,
  SUBPROTOCOL,
} from '../protocol/connect.ts';
import { keyHashOf } from '../protocol/hash.ts';
import { connectUri } from '../protocol/identity.ts';
import { type Refusal, refuse } from '../protocol/refusal.ts';
import { normaliseRoom } from '../protocol/room-names.ts';
import { addressTag } from './address.ts';
import { type ConnectLimit, mayConnect, TOO_MANY } from './connect-limit.ts';
import { readConnectQuery } from './connect-query.ts';
import { guestOf, passerBy, sessionTagOf } from './identity.ts';
import { checkOrigin, namesOf } from './origin.ts';
import { verifyProof } from './proof.ts';
import { BAD_ROOM, fault, readRefusal, refuseHttp } from './refusal.ts';
import { refuseSocket } from './refuse-socket.ts';

/** What the edge uses of the Durable Object namespace: a room by its normalised name. */
export interface Rooms {
  getByName(name: string): { fetch(url: string, init: RequestInit): Promise<Response> };
}

/** The only version of WebSocket (RFC 6455 §4.1). */
const WEBSOCKET_VERSION = '13';

/**
 * Answers a request to `/ws` with the room's untouched 101 or with a refusal. The order of the checks is part of the
 * protocol (docs/protocol.md, "Connect").
 * @param raw the room's name as requested
 * @param allowedOrigins origins in addition to our own
 * @param connects the limit by address; `undefined` for none
 */
export async function connect(
  request: Request,
  raw: string,
  rooms: Rooms,
  allowedOrigins: ReadonlySet<string>,
  connects?: ConnectLimit,
): Promise<Response> {
  const unfit = checkHttp(request);
  if (unfit) return unfit;
  const foreign = checkOrigin(request, allowedOrigins);
  if (foreign) return refuseHttp(foreign);

  const offer = parseOffer(request.headers.get('Sec-WebSocket-Protocol'));
  // A base client is usually a tool that can read HTTP. A v1 client is usually a page, which can't.
  const toResponse = (refusal: Refusal<CloseName>) =>
    offer.kind === 'base' ? refuseHttp(refusal) : refuseSocket(refusal);
  const room = normaliseRoom(raw);
  if (room === undefined) return toResponse(BAD_ROOM);
  const address = await addressTag(request.headers);
  if (connects && !(await mayConnect(connects, address))) return toResponse(TOO_MANY);
  if (offer.kind === 'bad') return toResponse(refuse('unauthorized', offer.why));

  try {
    const who = await identify(offer, namesOf(request, allowedOrigins), room);
    if ('refused' in who) return toResponse(who);
    const { name, ...resume } = readConnectQuery(new URL(request.url));
    const keyHash = offer.kind === 'v1' && offer.key !== undefined ? await keyHashOf(offer.key) : undefined;
    const admission: Admission = {
      room,
      kind: offer.kind,
      address,
      ...(name === undefined ? {} : { name }),
      ...who,
      ...(offer.kind === 'v1' ? resume : {}),
      ...(keyHash === undefined ? {} : { keyHash }),
    };
    const response = await enter(rooms, admission);
    return response.status === 101 ? response : toResponse(await readRefusal(response));
  } catch (error) {
    return toResponse(fault(error));
  }
}

/** Determines the identity: a member by its key, a guest by its session, or a new guest. */
async function identify(
  offer: Exclude<Offer, { kind: 'bad' }>,
  hosts: readonly string[],
  room: string,
): Promise<Pick<Admission, 'id' | 'session' | 'proof'> | Refusal<CloseName>> {
  if (offer.kind === 'base') return passerBy();
  if (offer.proof === undefined) return guestOf(offer.sessionSecret);
  const now = Date.now();
  const result = await verifyProof(offer.proof, { htm: 'GET', htu: hosts.map((host) => connectUri(host, room)) }, now);
  if ('refused' in result) return result;
  const { id, jti, iatMs } = result;
  return { id, session: await sessionTagOf(offer.sessionSecret), proof: { jti, iatMs } };
}

/** The answer to a request that is not a WebSocket handshake; `undefined` if it is one. */
function checkHttp({ method, headers }: Request): Response | undefined {
  if (method !== 'GET')
    return refuseHttp(refuse('bad_request', 'Connect to a room with GET.'), {
      status: 405,
      headers: { Allow: 'GET' },
    });
  if (headers.get('Upgrade')?.toLowerCase() !== 'websocket')
    return refuseHttp(
      refuse('bad_request', `This is a WebSocket endpoint (${SUBPROTOCOL}). Connect with Upgrade: websocket.`),
      { status: 426, headers: { Upgrade: 'websocket' } },
    );
  if ((headers.get('Sec-WebSocket-Version') ?? WEBSOCKET_VERSION) !== WEBSOCKET_VERSION)
    return refuseHttp(refuse('bad_request', `Only WebSocket version ${WEBSOCKET_VERSION} is supported.`), {
      headers: { 'Sec-WebSocket-Version': WEBSOCKET_VERSION },
    });
  return undefined;
}

/**
 * Builds a new request with exactly these headers, so that client input only reaches the room through the admission.
 */
function enter(rooms: Rooms, admission: Admission): Promise<Response> {
  return rooms.getByName(admission.room).fetch('https://room/', {
    headers: { Upgrade: 'websocket', [ADMISSION_HEADER]: encodeAdmission(admission) },
  });
}
