/** Which terminal signed a request, and of which branch it is; never what a body says. */
export type Caller = { readonly terminal: string; readonly branch: string };
