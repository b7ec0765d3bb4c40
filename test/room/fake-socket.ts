/** The part of a socket that the room needs of one: something that takes frames, and keeps an attachment while the room sleeps. */

export function fakeSocket(onSend: () => void = () => {}): WebSocket {
  let kept: unknown;
  return {
    serializeAttachment: (attachment: unknown) => {
      kept = structuredClone(attachment);
    },
    deserializeAttachment: () => structuredClone(kept),
    send: onSend,
    close: () => {},
  } as unknown as WebSocket;
}
