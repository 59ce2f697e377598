import { map, type OperatorFunction } from 'rxjs';
import { type SpeechEvent } from '../protocol';
import { cueTime } from './cueTime';
import { subtitleCues } from './subtitleCues';

/**
 * Writes the finals of what was heard as WebVTT captions (`.vtt`), as the `track` element of a web page reads them: one
 * string a cue, the first with the file's header. Put together they are the file; without a final there is none.
 *
 * ```text
 * f 'Good morning.'  -----f--|
 * toWebVtt()         -----a--|      a = 'WEBVTT\n\n00:00:00.300 --> 00:00:01.100\nGood morning.\n\n'
 * ```
 *
 * A cue has two lines of 42 columns at most and one speaker, in a voice span. `&`, `<` and `>` are escaped. Cues never
 * overlap. Their times are those of the words; without them, each word has its share of the final; a final without times
 * begins where the last ended and is read at 65 ms a character.
 *
 * An error and completion pass.
 *
 * @example
 * ```ts
 * recording$.pipe(transcribe(stt), toWebVtt()).subscribe((piece) => file.write(piece));
 * ```
 *
 * @returns an operator from events to pieces of a file
 * @see {@link toSubRip}
 * @category Operators
 */
export function toWebVtt(): OperatorFunction<SpeechEvent, string> {
  return (source) =>
    source.pipe(
      subtitleCues(),
      map(({ start, end, lines, speaker }, i) => {
        const voice = speaker === undefined ? '' : `<v ${escaped(speaker)}>`;
        const text = voice + lines.map(escaped).join('\n');
        return `${i === 0 ? 'WEBVTT\n\n' : ''}${cueTime(start, '.')} --> ${cueTime(end, '.')}\n${text}\n\n`;
      }),
    );
}

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
