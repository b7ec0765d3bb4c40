/** Made by the page's build (build.ts) from emojibase-data: the emoji with their names in one language. */
declare module 'emoji:*' {
  /** As src/page/features/emoji/emoji-table.ts writes it. */
  export const table: string;
}
