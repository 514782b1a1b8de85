/** Still pictures of customers in calls. Instants are milliseconds since the epoch. */
export type StillTables = {
  /** The line stays when its picture is gone. */
  stills: {
    id: string;
    call: string;
    branch: string;
    terminal: string;
    /** Of the JPEG, hexadecimal. */
    sha256: string;
    taken_at: number;
    kept_at: number;
    /** Pixels, and bytes. */
    width: number;
    height: number;
    size: number;
    /** The JPEG; null once it is gone. */
    sealed: Uint8Array | null;
    deleted_at: number | null;
  };
};
