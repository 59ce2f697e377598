import { type Random } from './random';

const vocabulary = [
  'the', 'line', 'is', 'down', 'again', 'and', 'nobody', 'heard', 'it', 'ask', 'once', 'more',
  'please', 'zürich', 'naïve', 'seven', 'o’clock', 'yes', 'tomorrow', 'unbelievably', '42',
]; // prettier-ignore

/** A sentence with its full stop and the space behind it. */
export function sentence(draw: Random, longest: number): string {
  const words = Array.from({ length: draw.whole(1, longest) }, () => draw.pick(vocabulary));
  return `${words.join(' ')}${draw.pick(['.', '!', '?'])} `;
}

/** Text cut into pieces as a language model hands it out: anywhere. */
export function tokens(draw: Random, text: string): string[] {
  const pieces: string[] = [];
  let letters = Array.from(text);
  while (letters.length > 0) {
    const length = draw.whole(1, 9);
    pieces.push(letters.slice(0, length).join(''));
    letters = letters.slice(length);
  }
  return pieces;
}
