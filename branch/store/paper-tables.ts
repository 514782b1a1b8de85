/** Signings and the papers that came of them. */
export type PaperTables = {
  /** What the notary keeps for itself, sealed: the development authority's keys. */
  notary_material: { name: string; sealed: string; created_at: number };
  /** One row a signing: what was issued for it and sealed in it, and whether it holds. It names nobody. */
  signing_events: {
    event: string;
    branch: string;
    terminal: string;
    /** SHA-256 of the certificate request, hexadecimal; null = none was asked for. */
    csr_hash: string | null;
    /** SHA-256 of the certificate in DER, hexadecimal. */
    certificate_hash: string | null;
    issued_at: number | null;
    /** The chain as it was answered, sealed: it holds the name. Null once nobody can need the answer again. */
    chain: string | null;
    digest: string | null;
    /** The bank's CMS as it was answered, base64. */
    cms: string | null;
    sealed_at: number | null;
    /** The time-stamp token, base64: in the CMS from the beginning, or what came later. */
    stamp: string | null;
    /** When the authority is asked next; null = no stamp is waited for. */
    stamp_due: number | null;
    stamp_tries: number;
    void_reason: string | null;
    void_at: number | null;
  };
  /** The register of the archive: a line stays when its paper is gone. */
  papers: {
    /** Of the bytes as they arrived, hexadecimal; the paper's id for good. */
    sha256: string;
    event: string;
    branch: string;
    terminal: string;
    visit: string;
    template: string;
    text_version: string;
    number: string;
    purpose: string;
    service: string;
    /** Bytes. */
    size: number;
    kept_at: number;
    /** The time stamp's own time; null as long as there is none. */
    stamped_at: number | null;
    deleted_at: number | null;
    /** By which version of the retention policy. */
    deleted_by: string | null;
  };
  /** By which the customer is known who fetches his own copy: a keyed hash of how his document ends; wrong ones in a row. */
  paper_copies: { paper: string; holder: string; wrong: number };
  /** Append-only: what happened to papers. */
  paper_log: { sequence: number; at: number; paper: string; event: string; detail: string | null };
  /** The bytes: as they arrived (1), and with a time stamp that came later (2). Sealed. */
  paper_versions: { paper: string; version: number; sha256: string; sealed: Uint8Array; at: number };
};
