import { type PageRole, pageRoleSchema } from '#contracts/bridge/messages.ts';

/** What the host wrote into the served page. */
export type PageIdentity = { readonly token: string; readonly role: PageRole };

const take = (page: Document, name: string): string => {
  const meta = page.querySelector<HTMLMetaElement>(`meta[name="${name}"]`);
  const content = meta?.content ?? '';
  meta?.remove();
  return content;
};

/** Reads token and role once and removes them, so that they stand nowhere in the page any more. */
export function takeIdentity(page: Document): PageIdentity | null {
  const token = take(page, 'vestibule-token');
  const role = pageRoleSchema.safeParse(take(page, 'vestibule-role'));
  return token !== '' && role.success ? { token, role: role.data } : null;
}
