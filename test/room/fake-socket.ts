/** The part of a socket that the room needs of one beside its sink: something that keeps an attachment while the room sleeps. */

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
