const names = [
  'ink',
  'muted',
  'faint',
  'rule',
  'panel',
  'stripe',
  'focus',
  'sound',
  'heard',
  'thought',
  'spoken',
  'good',
  'busy',
  'bad',
] as const;

/** The colours of the style sheet, for canvases. */
export type Palette = Readonly<Record<(typeof names)[number] | 'font', string>>;

/**
 * Reads the colours of the style sheet as they are now, in light or in dark. A canvas does not understand `light-dark()`, so
 * each is put on an element and read back.
 */
export function readPalette(beside: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  beside.append(probe);
  const style = getComputedStyle(probe);
  const colours = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, style.color] as const;
  });
  const font = style.fontFamily;
  probe.remove();
  return { ...(Object.fromEntries(colours) as Record<(typeof names)[number], string>), font };
}
