/** Bytes by their SHA-256. A folder on disk; on several machines a shared one. */
export interface FileStore {
  /** Keeps the bytes; resolves when they are on disk. The same bytes twice are kept once. */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** Rejects when nobody put these bytes. */
  get(sha256: string): Promise<Uint8Array>;
}
