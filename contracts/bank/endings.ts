/** How any call that says something may end. */
export const ALWAYS = ['badRequest', 'unauthorised', 'internal'] as const;
/** How a call that carries a body may end. */
export const WITH_BODY = [...ALWAYS, 'tooLarge', 'unsupportedMediaType'] as const;
/** How a state change under an idempotency key may end. */
export const KEYED = [...WITH_BODY, 'keyReused'] as const;
/** A question that says nothing cannot be badly said. */
export const WITHOUT_WORDS = ['unauthorised', 'internal'] as const;
