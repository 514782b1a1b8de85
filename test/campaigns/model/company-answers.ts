import { found, kept } from '#flows/company-ports.test-data.ts';
import type { PortName, PortOutput } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';

type CompanyPort = Extract<
  PortName,
  'companyCase' | 'shownPictures' | 'holdCamera' | 'takePicture' | 'keepPicture' | 'discardPicture'
>;

/** What the world may answer while a company's account is opened. */
export const COMPANY_ANSWERS: { readonly [Name in CompanyPort]: readonly (() => PortOutput<Name>)[] } = {
  companyCase: [
    () => ok(found),
    ...(['unknown', 'notNamed', 'notReviewed', 'opened', 'tooMany', 'unreachable'] as const).map(
      (code) => () => err({ code }),
    ),
  ],
  shownPictures: [() => ({ pictures: [] }), () => ({ pictures: [kept('agentId')] })],
  holdCamera: [() => ({ lost: 'fault' }), () => ({ lost: 'absent' })],
  takePicture: [
    () => ({ outcome: 'taken', picture: 'picture-of-businessLicence' }),
    () => ({ outcome: 'notTaken', why: 'noPicture' }),
    () => ({ outcome: 'notTaken', why: 'unfit' }),
  ],
  keepPicture: [
    () => ok({ kept: kept('businessLicence') }),
    () => ok({ kept: kept('agentId') }),
    () => err({ code: 'notKept' }),
  ],
  discardPicture: [() => ({})],
};
