/** A socket that only stores an attachment. The room needs nothing else from it, because a sink does the sending. */

export function fakeSocket(): WebSocket {
  let kept: unknown;
  return {
    serializeAttachment: (attachment: unknown) => {
      kept = structuredClone(attachment);
    },
    deserializeAttachment: () => structuredClone(kept),
    close: () => {},
  } as unknown as WebSocket;
}
