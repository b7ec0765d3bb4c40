/** What a room, the edge and the `Files` object of the room say to each other over RPC. Clients see none of it as it is. */

/** One life of a room's files, which ends when the room is closed. A room that has it stored can give it back. */
export interface FilesLife {
  /** A random id. */
  life: string;
  /** Signs ids and tickets (`newSecret`). */
  secret: string;
  /** The generation of reading tickets. */
  gen: number;
}

/** A file as stored. */
export interface StoredFile {
  bytes: number;
  /** What its bytes are: a picture that pages may show, or `application/octet-stream`. */
  type: string;
  /** The size of a picture in pixels, as drawn. */
  w?: number;
  h?: number;
}

/** A member's request to upload a file, after the room has allowed it. */
export interface UploadRequest {
  member: string;
  /** The client's own id of the upload. */
  id: string;
  bytes: number;
  /** The announced media type: one of the pictures that pages may show, or `application/octet-stream`. */
  type: string;
  /** In base64url. */
  sha256: string;
  /** The tag of the address; `undefined` lifts the limits by address. */
  address?: string;
}

/** Permission to upload, or the file if it is there already. */
export type Granted = { file: string; ticket: string; until: number } | { file: string; stored: StoredFile };

/** What became of a part: it was the whole file, or more are to come. */
export type Taken = { stored: StoredFile } | { parts: number };

/** A chunk of a file, and what the file is. */
export interface FileChunk extends StoredFile {
  data: ArrayBuffer;
}
