import { parseMarbleDiagramSpecification } from '@swirly/parser';
import { renderMarbleDiagram } from '@swirly/renderer-node';
import { darkStyles } from '@swirly/theme-default-dark';
import { lightStyles } from '@swirly/theme-default-light';
import { type DiagramSpecification, type MessageSpecification } from '@swirly/types';

/** What a picture shows, from top to bottom. */
export interface Picture {
  /** The name of its files. */
  readonly name: string;
  /** What it says to those who do not see it. */
  readonly title: string;
  readonly content: readonly (PictureStream | { readonly operator: string })[];
  /** Lines of text below. */
  readonly notes: readonly string[];
}

/** A stream: its marks, by the frame at which they stand. */
export interface PictureStream {
  readonly title: string;
  readonly marks: readonly { readonly frame: number; readonly mark: string }[];
  /** How long its arrow is at least, frames. */
  readonly frames: number;
}

export type Theme = 'light' | 'dark';

const font = "-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif";
const ink = { light: '#1f2328', dark: '#d1d7e0' };
const paper = { light: '#ffffff', dark: '#0d1117' };
const box = { light: '#f6f8fa', dark: '#161b22' };
const faint = { light: '#59636e', dark: '#9198a1' };

/** Width of a character at size 15, px: an upper bound for these fonts. */
const characterWidth = 8;
const padding = 20;
const noteHeight = 22;

const stylesOf = (theme: Theme, titleWidth: number) => ({
  ...(theme === 'light' ? lightStyles : darkStyles),
  arrow_stroke_color: ink[theme],
  arrow_fill_color: ink[theme],
  background_color: paper[theme],
  canvas_padding: padding,
  completion_height: 34,
  completion_stroke_color: ink[theme],
  error_color: theme === 'light' ? '#cf222e' : '#ff7b72',
  error_size: 22,
  error_stroke_width: 3,
  event_radius: 14,
  event_stroke_color: ink[theme],
  event_stroke_width: 1.5,
  event_value_color: ink[theme],
  event_value_font_family: font,
  event_value_font_size: 15,
  frame_width: 24,
  operator_corner_radius: 6,
  operator_fill_color: box[theme],
  operator_height: 40,
  operator_spacing: 4,
  operator_stroke_color: faint[theme],
  operator_stroke_width: 1.5,
  operator_title_color: ink[theme],
  operator_title_font_family: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  operator_title_font_size: 15,
  stacking_height: 30,
  stream_spacing: 14,
  stream_title_color: faint[theme],
  stream_title_font_family: font,
  stream_title_font_size: 14,
  stream_title_width: titleWidth,
});

/** Draws a picture as SVG: the same text for the same picture, always. */
export function drawPicture({ title, content, notes }: Picture, theme: Theme): string {
  const streams = content.filter((item) => 'marks' in item);
  const codes = content.map((item) => ('operator' in item ? item.operator.length : 0));
  const titleWidth =
    Math.max(...streams.map((stream) => stream.title.length)) * characterWidth * 0.9 + 24;
  const duration = Math.max(
    ...streams.flatMap(({ frames, marks }) => [frames, ...marks.map(({ frame }) => frame)]),
  );
  const spec: DiagramSpecification = {
    styles: {},
    content: content.map((item) =>
      'operator' in item
        ? { kind: 'O', title: [{ type: 'text', value: item.operator }] }
        : {
            kind: 'S',
            title: item.title === '' ? ' ' : item.title,
            frame: 0,
            duration,
            messages: item.marks.map(messageOf),
          },
    ),
  };
  const widest = Math.max(
    Math.max(...codes) * characterWidth * 1.15 + 30,
    ...notes.map(({ length }) => length * characterWidth * 0.85),
  );
  const styles = { ...stylesOf(theme, titleWidth), minimum_width: widest };
  const { xml, width, height } = renderMarbleDiagram(spec, { styles });
  return framed(xml, { title, notes, theme, width, height });
}

/** Reads a diagram, one character a frame; a group stands at the frame of its parenthesis. */
export function pictureStream(marbles: string, title: string): PictureStream {
  const frames = marbles.replace(/\([^)]*\)/g, '-').length;
  return { title, frames, marks: marksOf(marbles) };
}

function marksOf(marbles: string): PictureStream['marks'] {
  return parseMarbleDiagramSpecification(marbles).content.flatMap((item) =>
    item.kind === 'S'
      ? item.messages.map(({ frame, notification }) => ({
          frame,
          mark: notification.kind === 'N' ? notification.value : ends[notification.kind],
        }))
      : [],
  );
}

const ends = { C: '|', E: '#' } as const;

function messageOf({ frame, mark }: PictureStream['marks'][number]): MessageSpecification {
  if (mark === ends.C) return { frame, notification: { kind: 'C' } };
  if (mark === ends.E) return { frame, notification: { kind: 'E' } };
  return { frame, notification: { kind: 'N', value: mark } };
}

function framed(
  xml: string,
  about: Pick<Picture, 'title' | 'notes'> & { theme: Theme; width: number; height: number },
): string {
  const { title, notes, theme, width, height } = about;
  const tall = notes.length === 0 ? height : height + notes.length * noteHeight - 2;
  const below = notes.map(
    (note, i) =>
      `<text x="${padding}" y="${height - padding + 22 + i * noteHeight}" fill="${faint[theme]}" font-family="${font}" font-size="14px">${escaped(note)}</text>`,
  );
  const size = `viewBox="0 0 ${width} ${tall}" width="${width}" height="${tall}"`;
  const inner = xml
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '')

    // Not every program that shows SVG knows this property.
    .replaceAll('dominant-baseline="middle"', 'dy="0.35em"')
    .replace(/(<rect x="0" y="0" width="[^"]*" height=")[^"]*/, `$1${tall}`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" role="img" ${size}><title>${escaped(title)}</title>${inner}${below.join('')}</svg>`;
  return `${svg.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(2)))).replaceAll('><', '>\n<')}\n`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
