/**
 * Cuts a text behind its sentences. Nothing is lost: the pieces joined are the text.
 *
 * @internal
 */
export const sentencesOf = (text: string): readonly string[] => text.split(/(?=\S)(?<=[.!?…]\s+)/u);
