/** Two segments or more, and an optional variant behind a colon. */
const modelForm =
  /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)+(?::[A-Za-z0-9][A-Za-z0-9._-]*)?$/;

/**
 * Whether something is a model id, as in `slng/deepgram/aura:2-en`.
 *
 * @internal
 */
export const isModelId = (model: unknown): boolean =>
  typeof model === 'string' && modelForm.test(model);
