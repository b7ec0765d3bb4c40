/** Bindings and variables of wrangler.toml. */
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('./index.ts');
  }
  interface Env {
    ROOM: DurableObjectNamespace<import('./room/object.ts').RoomObject>;
    FILE_STORE: DurableObjectNamespace<import('./objects/files/object.ts').FilesObject>;
    KEYS: DurableObjectNamespace<import('./objects/keys/object.ts').KeysObject>;
    /** The platform's counters by address (wrangler.toml); absent on a bare runtime. */
    CONNECTS?: RateLimit;
    WRITES?: RateLimit;
    /** The files of public/. */
    ASSETS?: Fetcher;
    /** Variables are read by name and checked in src/edge/config.ts. */
    [variable: string]: unknown;
  }
}

/** Built before the Worker is (src/page/build/build.ts): the id of the page that this Worker serves. */
declare module '*.txt' {
  const text: string;
  export default text;
}
