/**
 * What the help of `talk` says below its options.
 *
 * @internal
 */
export const talkHelp = `
The --think command is run by the shell for each thing you say. It reads that as one line on stdin; what it writes to stdout,
until it ends, is the answer, and is spoken sentence by sentence while it is written. RXJS_VOICE_HISTORY holds what was said
before, as JSON: [{"role":"user","content":"…"},{"role":"assistant","content":"what you heard of the answer"}].
Speak while it answers and it falls silent; the command is killed then.

Microphone and loudspeaker: parec, arecord, rec or ffmpeg; pacat, aplay, play or ffplay. Use headphones, or --no-barge-in.
The built-in recogniser knows a word list, not all of English: it hears the nearest sequence of those words.

Examples:
  rxjs-voice talk --vocabulary "yes no maybe"                       an echo
  rxjs-voice talk --vocabulary @words.txt --think 'node model.js'
  rxjs-voice talk --in question.wav --out answer.wav --vocabulary @words.txt
  SLNG_API_KEY=… rxjs-voice talk --url wss://us-east.api.slng.ai --think ./model.sh`;
