import type { CompanyPorts, FoundCase, KeptPicture } from './company-ports.ts';

/** Invented. */
export const found: FoundCase = {
  caseCode: 'SAMPE23456',
  companyName: '示例有限公司',
  creditCode: '91999999MA0EXAMP6X',
  legalRepresentative: '示例二',
  role: 'agent',
  address: '示例路1号',
  phone: '14200020001',
  businessScope: '示例',
  originals: ['businessLicence', 'agentId'],
};

export const kept = (original: KeptPicture['original'], digest = 'ab'): KeptPicture => ({
  picture: `picture-of-${original}`,
  original,
  sha256: digest.repeat(32),
  at: '2026-11-22T02:00:00.000Z',
  of: found.creditCode,
});

/** Opening a company's account where everything goes well. */
export const companyPorts: CompanyPorts = {
  companyCase: async () => ({ ok: true, value: found }),
  shownPictures: async () => ({ pictures: [] }),
  holdCamera: (_, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ lost: 'fault' }));
    }),
  takePicture: async ({ original }) => ({ outcome: 'taken', picture: `picture-of-${original}` }),
  keepPicture: async ({ picture }) => {
    const original = found.originals.find((one) => picture.endsWith(one)) ?? 'articles';
    return { ok: true, value: { kept: kept(original) } };
  },
  discardPicture: async () => ({}),
};
