/** A socket that only stores an attachment, which is all that the room needs beside the sink. */

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
