import { describe, expect, it } from 'vitest';
import { SERVICES } from './catalogue.ts';
import { DOCUMENT_TYPES, SERVICE_IDS } from './service.ts';

describe.each(SERVICE_IDS)('service %s', (id) => {
  const service = SERVICES[id];

  it('is declared under its own name', () => {
    expect(service.id).toBe(id);
  });

  it('begins with who it is and ends with what came of it, each step once', () => {
    expect(service.steps[0]).toBe('identify');
    expect(service.steps.at(-1)).toBe('result');
    expect(new Set(service.steps).size).toBe(service.steps.length);
  });

  it('says for every personal field why, and lists none twice', () => {
    const fields = service.purposes.map(({ field }) => field);
    expect(new Set(fields).size).toBe(fields.length);
    for (const { purpose } of service.purposes) expect(purpose.length).toBeGreaterThan(10);
  });

  it('asks for no more of the document than finds, checks, and judges', () => {
    const asked = service.purposes.map(({ field }) => field).filter((field) => field.startsWith('document.'));
    expect(asked.sort()).toEqual([
      // An account is opened with an address.
      ...(service.id === 'issueCard' ? ['document.address'] : []),
      'document.birthDate',
      'document.name',
      'document.number',
      'document.validFrom',
      'document.validTo',
    ]);
  });

  it('says of every field of its form which declared step asks it, and that it may lie in a draft', () => {
    const purposes = service.purposes.filter(({ inDraft }) => inDraft).map(({ field }) => field);
    for (const { name, kind, step } of service.form) {
      expect(service.steps).toContain(step);
      if (kind === 'card') expect(purposes, name).toEqual(expect.arrayContaining(['card.ref', 'card.last4']));
      if (kind === 'mobilePhone') expect(purposes, name).toContain('phone.new');
    }
    const names = service.form.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('takes only documents there are, and keeps children away from both', () => {
    expect(service.eligibility.documents.length).toBeGreaterThan(0);
    for (const document of service.eligibility.documents) expect(DOCUMENT_TYPES).toContain(document);
    expect(service.eligibility.minimumAge).toBeGreaterThanOrEqual(16);
  });

  it('asks for a proof beyond the document where a code is collected, and only there', () => {
    const collects = service.purposes.some(({ field }) => field === 'phone.code');
    expect(service.assurance.includes('documentAndPhoneCode')).toBe(collects);
    const proves = service.steps.some((step) => step === 'proveOldNumber' || step === 'provePhone');
    expect(proves).toBe(collects);
  });

  it('declares a step of approval where a person may decide, at a step there is, and only there', () => {
    expect(service.approval !== undefined).toBe(service.assurance.includes('documentAndPerson'));
    if (service.approval) expect(service.steps).toContain(service.approval.at);
  });
});
