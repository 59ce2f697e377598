import { map, type OperatorFunction } from 'rxjs';
import { type SpeechEvent } from '../protocol';
import { cueTime } from './cueTime';
import { subtitleCues } from './subtitleCues';

/**
 * Writes the finals of what was heard as SubRip subtitles (`.srt`): one string a cue. Put together they are the file.
 *
 * ```text
 * f 'Good morning.'  -----f--|
 * toSubRip()         -----a--|      a = '1\n00:00:00,300 --> 00:00:01,100\nGood morning.\n\n'
 * ```
 *
 * A cue has two lines of 42 columns at most and one speaker, whose name stands before the text. Cues never overlap. Their
 * times are those of the words; without them, each word has its share of the final; a final without times begins where the
 * last ended and is read at 65 ms a character.
 *
 * An error and completion pass.
 *
 * @example
 * ```ts
 * recording$.pipe(transcribe(stt), toSubRip(), reduce((file, cue) => file + cue, '')).subscribe(save);
 * ```
 *
 * @returns an operator from events to pieces of a file
 * @see {@link toWebVtt}
 * @category Operators
 */
export function toSubRip(): OperatorFunction<SpeechEvent, string> {
  return (source) =>
    source.pipe(
      subtitleCues(),
      map(({ start, end, lines, speaker }, i) => {
        const text = (speaker === undefined ? '' : `${speaker}: `) + lines.join('\n');
        // The format has no escapes; an arrow would look like the next cue's times.
        const safe = text.replace(/-->/g, '->');
        return `${i + 1}\n${cueTime(start, ',')} --> ${cueTime(end, ',')}\n${safe}\n\n`;
      }),
    );
}
