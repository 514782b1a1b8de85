/** Refusals of somebody who is not let in any more: asking again makes no sense. */
export const SHUT_OUT: readonly string[] = ['notSignedIn', 'notAllowed'];
