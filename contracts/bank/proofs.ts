type Approved = { readonly approval?: object | undefined };

/** By a code or by a person, and by one of them only. */
export const provenOnce = (change: Approved & { readonly proofRef?: string | undefined }): boolean =>
  (change.proofRef === undefined) !== (change.approval === undefined);

/** By a face check or by a person, and by one of them only. */
export const checkedOnce = (change: Approved & { readonly faceCheckRef?: string | undefined }): boolean =>
  (change.faceCheckRef === undefined) !== (change.approval === undefined);
