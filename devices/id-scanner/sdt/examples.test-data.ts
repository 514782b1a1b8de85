import { fromHex } from '#foundation/bytes.ts';
import type {
  ForeignPermanentResidentCard,
  IdentityDocument,
  ResidencePermit,
  ResidentIdCard,
} from '../contract.ts';

/** Invented people for the tests, with an unassigned area code where there is one. The resident's number is the example usually quoted for GB 11643, a woman's. */
export const RESIDENT: ResidentIdCard = {
  type: 'residentIdCard',
  name: '张三',
  sex: 'female',
  ethnicCode: '01',
  birthDate: '1949-12-31',
  address: '北京市朝阳区某某街道1号',
  number: '11010519491231002X',
  issuingAuthority: '北京市公安局朝阳分局',
  validFrom: '2010-01-01',
  validTo: 'longTerm',
};

export const PERMIT: ResidencePermit = {
  type: 'residencePermit',
  name: '陈某𠀀',
  sex: 'female',
  birthDate: '1990-02-28',
  address: '某省某市某区某路2号',
  number: '990000199002280027',
  issuingAuthority: '某市公安局',
  validFrom: '2020-02-29',
  validTo: '2030-02-28',
  travelPermitNumber: 'H00000001',
};

export const FOREIGNER: ForeignPermanentResidentCard = {
  type: 'foreignPermanentResidentCard',
  name: 'EXAMPLE, INVENTED MARIA',
  sex: 'unspecified',
  birthDate: '1985-07-01',
  number: 'XXA000000000001',
  nationality: 'XXA',
  chineseName: '',
  issuingAuthority: '1500',
  validFrom: '2018-01-01',
  validTo: '2028-01-01',
};

export const DOCUMENTS: readonly IdentityDocument[] = [RESIDENT, PERMIT, FOREIGNER];

/** RESIDENT as its 256-byte text record: the worked record of the protocol page, not made by our encoder. */
export const RESIDENT_RECORD = fromHex(`
  205F094E20002000200020002000200020002000200020002000200020003200
  30003100310039003400390031003200330031001753AC4E025E1D6733963A53
  D067D067578853903100F7532000200020002000200020002000200020002000
  2000200020002000200020002000200020002000200020002000310031003000
  3100300035003100390034003900310032003300310030003000320058001753
  AC4E025E6C51895B405C1D6733960652405C2000200020002000200032003000
  3100300030003100300031007F951F6720002000200020002000200020002000
  2000200020002000200020002000200020002000200020002000200020002000`);
