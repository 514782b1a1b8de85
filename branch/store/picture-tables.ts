/** Rows of the pictures of originals. Instants are milliseconds since the epoch. */
export type PictureTables = {
  /** The register: a line stays when its picture is gone. */
  pictures: {
    id: string;
    /** Of the JPEG, hexadecimal. */
    sha256: string;
    branch: string;
    terminal: string;
    visit: string;
    service: string;
    original: string;
    purpose: string;
    taken_at: number;
    kept_at: number;
    /** Pixels, and bytes. */
    width: number;
    height: number;
    size: number;
    /** The JPEG; null once it is gone. */
    sealed: Uint8Array | null;
    deleted_at: number | null;
    /** By which version of the retention policy; `notUsed` where nothing came of it. */
    deleted_by: string | null;
  };
};
