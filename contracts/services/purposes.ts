import type { Purpose } from './service.ts';

/** What every service touches that ends in a signed paper. */
export const SIGNING_PURPOSES: readonly Purpose[] = [
  {
    field: 'document.number',
    purpose: 'find the customer, name him on the paper, and know him who fetches his copy',
    kept: 'archive',
  },
  { field: 'document.name', purpose: 'name the signer on the paper and in his certificate', kept: 'archive' },
  { field: 'document.birthDate', purpose: 'age rules of this service', kept: 'visit' },
  { field: 'document.validFrom', purpose: 'refuse a document that is not valid yet', kept: 'visit' },
  { field: 'document.validTo', purpose: 'refuse an expired document', kept: 'visit' },
  { field: 'signature.strokes', purpose: 'the signature on the paper', kept: 'archive' },
];
