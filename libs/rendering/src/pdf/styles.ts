import type { TextStyle } from './text-layout.js';

/** Colours with a contrast of at least 7:1 to white; the paper may come out of any printer. */
export const colours = {
  ink: '#17202b',
  soft: '#43505f',
  line: '#b4bfca',
  faint: '#eef1f5',
  alarm: '#8c1515',
  white: '#ffffff',
} as const;

/** The styles of text, one object each: runs that share it are one run. */
export const styles = {
  title: { face: 'bold', size: 17, colour: colours.ink },
  facts: { face: 'bold', size: 10, colour: colours.ink },
  heading: { face: 'bold', size: 12, colour: colours.ink },
  alarmHeading: { face: 'bold', size: 12, colour: colours.alarm },
  subheading: { face: 'bold', size: 9.5, colour: colours.ink },
  main: { face: 'bold', size: 9, colour: colours.ink },
  body: { face: 'regular', size: 9, colour: colours.ink },
  alarm: { face: 'bold', size: 10, colour: colours.alarm },
  label: { face: 'regular', size: 7.5, colour: colours.soft },
  quiet: { face: 'regular', size: 7.5, colour: colours.soft },
  emphasis: { face: 'italic', size: 7.5, colour: colours.soft },
  columnHead: { face: 'bold', size: 7.5, colour: colours.soft },
  mark: { face: 'regular', size: 6.5, colour: colours.ink, frame: 'dashed' },
  flag: { face: 'bold', size: 8, colour: colours.ink, frame: 'solid' },
  warning: { face: 'bold', size: 8, colour: colours.white, frame: 'filled' },
  running: { face: 'regular', size: 7.5, colour: colours.soft },
} as const satisfies Readonly<Record<string, TextStyle>>;
