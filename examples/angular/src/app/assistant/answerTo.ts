import { answers } from './answers';

/** What the assistant says to a sentence: one of its answers, or what it heard. */
export function answerTo(text: string): string {
  const words = text.toLowerCase();
  const found = answers.find(({ to }) => to.test(words));
  return found?.say() ?? `I heard: ${text.trim().replace(/[.!?]*$/, '')}. Is that what you said?`;
}
