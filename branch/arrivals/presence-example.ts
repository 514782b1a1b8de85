/** The worked example of the documents: every byte of it is checked by the test beside it. The secret is nobody's. */
export const PRESENCE_EXAMPLE = {
  secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
  timestamp: '1893456000',
  content: '{"id":"door-2-000000000417","branch":"MAIN","tag":"bcn_4nRb9Ys6"}',
  signature: 'v1=ae705206934b9ed43c3d2d1df4621ed81c90183c91b87bdb51d38ce60b682ec8',
} as const;
