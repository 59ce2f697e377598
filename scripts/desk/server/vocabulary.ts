/**
 * What the built-in ears of the desk hear: words to ask its assistant with, and to try them with. They know no other, and are the
 * surer the fewer these are.
 */
export const vocabulary = `
  hello hi hey good morning evening goodbye bye thanks thank you please yes no okay
  how are you what is your name who are you where when why which can could would will do does did have has
  tell me a story about the lighthouse and the ship count to ten numbers
  one two three four five six seven eight nine ten
  what time is it clock hour today tomorrow weather rain sun
  help me work works this that these it he she they we my in on of for with from at by not
  stop wait go on again now talk speak say listen hear voice word words sentence line cut mend slow fast
  stream streams marble marbles time desk microphone speaker page
  send money account number order call back later was were am be been see look come know think want need like
  there here great nice very much more cup coffee tea quick brown fox jumps over lazy dog test testing world
  turn light on off open close door music play
`;
