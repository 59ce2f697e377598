/** What the assistant of the desk knows: words to listen for, and what to say to them. The first that fits is taken. */
export const answers: readonly { readonly to: RegExp; readonly say: () => string }[] = [
  {
    to: /\b(story|tell)\b/,
    say: () =>
      'Once there was a keeper of a lighthouse who talked with the ships by lamp. One night the line broke in the middle of a word. ' +
      'She did not begin again. She waited for the dark to clear, and sent the rest of the word, and the ship never knew.',
  },
  {
    to: /\b(count|numbers)\b/,
    say: () =>
      'One, two, three, four, five. Six, seven, eight, nine, ten. You may stop me at any number.',
  },
  {
    to: /\b(time|clock|hour)\b/,
    say: () => {
      const now = new Date();
      return `It is ${now.getHours()} hours and ${now.getMinutes()} minutes. Time goes from left to right here, and you can pause it.`;
    },
  },
  {
    to: /\b(weather|rain|sun)\b/,
    say: () =>
      'I cannot see outside, I live in this page. I hope that it is dry where you are. The weather in here is calm.',
  },
  {
    to: /\b(name|who)\b/,
    say: () => 'I am the voice of the desk. I am a short list of answers, and no model at all.',
  },
  {
    to: /\b(help|how|what|work|works)\b/,
    say: () =>
      'Everything you see is a stream. Your words go up one line, and my words come down another. Cut the line while I talk, and listen to it mend.',
  },
  {
    to: /\b(thanks|thank|great|good)\b/,
    say: () => 'You are welcome. Talk over me whenever you like, I do not mind.',
  },
  {
    to: /\b(bye|goodbye)\b/,
    say: () => 'Goodbye. It was a pleasure to be interrupted by you.',
  },
  {
    to: /\b(hello|hi|hey|morning|evening)\b/,
    say: () =>
      'Hello there. Ask me for a story, or let me count to ten. And interrupt me whenever you want.',
  },
];
