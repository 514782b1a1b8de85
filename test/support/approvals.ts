import { type ApprovalDecision, type ApprovalItem, approvalPageSchema } from '#contracts/branch/approval.ts';
import { type OpenedPicture, openedPictureSchema } from '#contracts/branch/picture.ts';
import { signedInStaff } from './lobby.ts';

/** The approvals page's own API, as that practice member has it. */
export async function approver(url: string, number = '1004') {
  const { ask } = await signedInStaff(url, number);
  const list = async (): Promise<readonly ApprovalItem[]> =>
    approvalPageSchema.parse(await (await ask('approvals/api/state', 'GET')).json()).approvals;
  return {
    ask,
    list,
    /** The only question there is. */
    one: async (): Promise<ApprovalItem> => {
      const [item, ...more] = await list();
      if (!item || more.length > 0) throw new Error(`${more.length + (item ? 1 : 0)} questions, not one`);
      return item;
    },
    /** A picture of that question. */
    picture: async (id: string, picture: string): Promise<OpenedPicture> =>
      openedPictureSchema.parse(await (await ask(`approvals/api/${id}/pictures/${picture}`, 'POST')).json()),
    see: async (id: string) => {
      await ask(`approvals/api/${id}/seen`, 'POST');
    },
    decide: async (id: string, decision: ApprovalDecision) => {
      await ask(`approvals/api/${id}/decide`, 'POST', decision);
    },
  };
}
